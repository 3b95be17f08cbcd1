/**
 * What is wrong with a set of message files; empty when nothing is.
 * @param {Record<string, string>} texts the JSON text of each language's file
 * @param {string} baseLocale the language whose placeholders the others must have
 * @returns {string[]} one sentence per fault
 */
export function messageFaults(texts, baseLocale) {
  const faults = []
  const messages = {}
  for (const [locale, text] of Object.entries(texts)) {
    const seen = new Set()
    for (const [, key] of text.matchAll(/^ {2}"([^"]+)":/gm)) {
      if (seen.has(key)) faults.push(`messages/${locale}.json: "${key}" stands there twice`)
      seen.add(key)
    }
    const { $schema, ...own } = JSON.parse(text)
    messages[locale] = own
  }
  const keys = new Set(Object.values(messages).flatMap((own) => Object.keys(own)))
  for (const key of keys) {
    const base = messages[baseLocale][key]
    for (const [locale, own] of Object.entries(messages)) {
      const at = `messages/${locale}.json: "${key}"`
      const text = own[key]
      if (text === undefined) faults.push(`${at} is missing`)
      else if (text === '') faults.push(`${at} is empty`)
      else if (base !== undefined && placeholders(text) !== placeholders(base))
        faults.push(`${at} has the placeholders [${placeholders(text)}], ${baseLocale} has [${placeholders(base)}]`)
    }
  }
  return faults
}

// The names only, each once: a language may repeat a placeholder, or choose a variant by it.
function placeholders(text) {
  const names = [...JSON.stringify(text).matchAll(/\{\s*(\w+)\s*\}/g)].map(([, name]) => name)
  return [...new Set(names)].sort().join(', ')
}
