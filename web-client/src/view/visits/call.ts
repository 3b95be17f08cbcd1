/** Where a call is held, as it may be opened: an address by https, of any provider. Null when it is none. */
export function callAddress(written: unknown): string | null {
  if (typeof written !== 'string' || written.trim() === '') return null
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(written.trim()) ? written.trim() : `https://${written.trim()}`
  try {
    const { protocol, username, password, hostname, href } = new URL(whole)
    // A name before the @ can make an address look like that of somebody else.
    const plain = protocol === 'https:' && username === '' && password === '' && hostname.includes('.')
    return plain ? href : null
  } catch {
    return null
  }
}
