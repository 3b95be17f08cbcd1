import { cookiePause, cookieTries, parsed, problem, Problem, type Fetch, type TakenFile } from './api'

/**
 * Takes a file that the server gives out.
 *
 * @param path one of the addresses of `Api`
 * @param came how many bytes have come, and of how many, where the server says so
 * @returns rejects with a {@link Problem}, or when aborted with the `AbortError` of fetch
 */
export async function takeFile(
  path: string,
  came: (bytes: number, all: number | null) => void,
  signal: AbortSignal,
  fetching: Fetch = (input, init) => fetch(input, init),
): Promise<TakenFile> {
  for (let triesLeft = cookieTries; ; triesLeft--) {
    let refused: Problem
    try {
      const response = await fetching(path, { method: 'GET', credentials: 'same-origin', cache: 'no-cache', signal })
      const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
      // A hotel's login page answers 200 with HTML, and as no file.
      if (response.ok && name !== undefined) return { name, content: await wholeOf(response, came) }
      refused = problem(response.status, parsed(await response.text()))
    } catch (failure) {
      if (signal.aborted) throw failure
      throw new Problem('unreachable', 'no_answer', 0)
    }
    if (refused.reason !== 'session_renewed' || triesLeft === 0) throw refused
    await new Promise<void>((done) => setTimeout(done, cookiePause))
  }
}

async function wholeOf(response: Response, came: (bytes: number, all: number | null) => void): Promise<Blob> {
  const reader = response.body?.getReader()
  if (reader === undefined) return response.blob()
  const said = Number(response.headers.get('Content-Length'))
  // The length is that on the way, which tells nothing of a compressed one.
  const all = said > 0 && response.headers.get('Content-Encoding') === null ? said : null
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value)
    bytes += next.value.length
    came(bytes, all)
  }
  return new Blob(parts, { type: response.headers.get('Content-Type') ?? '' })
}
