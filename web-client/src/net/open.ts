import type { Id } from '../board/types'
import { Client } from '../sync/client'
import type { BoardClient } from '../sync/client.types'
import { newId } from '../sync/ids'
import type { Timers } from '../sync/ports'
import { BrowserDevice } from './device'
import { BrowserNetwork } from './network'

/** Never jumps, as the clock of a machine may. */
export function now(): number {
  return Math.round(performance.timeOrigin + performance.now())
}

/** 32 random bits. */
export function random(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}

/** An id for a new item. */
export function newItemId(): Id {
  return newId(now(), random)
}

/** An id that tells nothing, not even when it was made (UUID, version 4); `randomUUID` is there over https alone. */
export function newRandomId(): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const timers: Timers = {
  now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Opens a board in this tab, as the person that the server session is on it; `close` it when the page leaves it. */
export function openBoard(board: Id, person: number): BoardClient {
  const client = newItemId()
  const device = new BrowserDevice(client)
  const opened = new Client({
    board,
    person,
    client,
    network: new BrowserNetwork(location.origin),
    timers,
    random,
    device,
    surroundings: {
      get online() {
        return navigator.onLine
      },
      get visible() {
        return document.visibilityState === 'visible'
      },
    },
  })
  const changed = () => opened.surroundingsChanged()
  const unbind = [
    bind(window, 'online', changed),
    bind(window, 'offline', changed),
    bind(window, 'pageshow', changed),
    bind(document, 'visibilitychange', changed),
  ]
  const close = opened.close.bind(opened)
  opened.close = () => {
    for (const undo of unbind) undo()
    close()
    void device.close()
  }
  opened.start()
  return opened
}

/** Whether something of this board is only on this device. */
export function hasUnsent(client: BoardClient): boolean {
  return client.state.unsent > 0
}

/** While something is unsent the browser asks before the page is left. @return to ask no more */
export function askBeforeLeaving(client: BoardClient): () => void {
  return bind(window, 'beforeunload', (event) => {
    if (hasUnsent(client)) event.preventDefault()
  })
}

function bind(target: EventTarget, event: string, listener: (event: Event) => void): () => void {
  target.addEventListener(event, listener)
  return () => target.removeEventListener(event, listener)
}
