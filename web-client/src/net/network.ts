import type { Answer, Cancel, Network, Socket, SocketEvents } from '../sync/ports'

/** The browser's WebSocket and fetch. */
export class BrowserNetwork implements Network {
  private readonly decoder = new TextDecoder()

  /** @param origin of the server, as `https://host`, without a slash at its end */
  constructor(private readonly origin: string) {}

  open(events: SocketEvents): Socket {
    const socket = new WebSocket(`${this.origin.replace(/^http/, 'ws')}/live/websocket`)
    // The bridge writes binary frames.
    socket.binaryType = 'arraybuffer'
    let over = false
    socket.onopen = () => {
      if (!over) events.opened()
    }
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (!over) events.received(parsed(typeof data === 'string' ? data : this.decoder.decode(data)))
    }
    // An error is always followed by a close.
    socket.onclose = ({ code, reason }) => {
      if (!over) events.closed(code, reason)
      over = true
    }
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text)
      },
      close: () => {
        over = true
        socket.close()
      },
    }
  }

  request(method: 'GET' | 'POST', path: string, body: string | undefined, done: (answer: Answer) => void): Cancel {
    const abort = new AbortController()
    void this.fetch(method, path, body, abort.signal).then((answer) => {
      if (!abort.signal.aborted) done(answer)
    })
    return () => abort.abort()
  }

  private async fetch(method: string, path: string, body: string | undefined, signal: AbortSignal): Promise<Answer> {
    const headers: Record<string, string> = { Accept: 'application/json' }
    const init: RequestInit = { method, headers, signal, credentials: 'same-origin', cache: 'no-cache' }
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json'
      headers['X-Tavolo'] = '1'
      init.body = body
    }
    try {
      const response = await fetch(this.origin + path, init)
      return { status: response.status, body: parsed(await response.text()) }
    } catch {
      return { status: 0, body: undefined }
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
