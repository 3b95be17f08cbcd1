import type { Id, Party } from '../board/types'
import type {
  CreatedProgramme,
  History,
  Invitation,
  InvitationLink,
  Joined,
  Me,
  NewInvitationLink,
  NewProgramme,
  Preview,
  Programme,
  Returned,
  Revisions,
  Snapshot,
  Submitted,
  Whereabouts,
} from './api.types'

export type * from './api.types'

/** The codes of docs/protocol.md §4, and `unreachable`, when no answer came or one that is not the server's own. */
export type Code =
  | 'upgrade'
  | 'auth'
  | 'denied'
  | 'invalid'
  | 'gone'
  | 'locked'
  | 'too_large'
  | 'rate'
  | 'retry'
  | 'superseded'
  | 'unreachable'

const codes: ReadonlySet<string> = new Set<Code>([
  'upgrade', 'auth', 'denied', 'invalid', 'gone', 'locked', 'too_large', 'rate', 'retry', 'superseded',
])

/** A refusal by the server, or no answer at all. It holds nothing that a person wrote. */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly code: Code,
    readonly reason: string,
    /** The HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** Which edit, or for a file which line, where the server says so. */
    readonly at: number | undefined = undefined,
    readonly retryAfterMs: number | undefined = undefined,
    readonly requestId: string | undefined = undefined,
  ) {
    super(`${code}/${reason}`)
  }

  /** Whether the same request may succeed later, unchanged. */
  get passing(): boolean {
    return this.code === 'unreachable' || this.code === 'retry' || this.code === 'rate'
  }
}

/** How often, and after how many milliseconds, a request waits for a cookie that another tab is being given. */
const cookieTries = 10
const cookiePause = 200

export type Fetch = (input: string, init: RequestInit) => Promise<Response>

export interface Asked {
  readonly signal?: AbortSignal
}

/**
 * The routes H1-H21. Every method resolves with the answer's body or rejects with a {@link Problem}; an aborted request
 * rejects with the `AbortError` of fetch. Nothing is tried again here, but for what another tab's cookie was late for.
 */
export class Api {
  /** @param origin where the server is, without a slash at its end; the page's own origin when empty */
  constructor(
    private readonly origin = '',
    private readonly fetching: Fetch = (input, init) => fetch(input, init),
    private readonly pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  ) {}

  snapshot(board: Id, asked?: Asked): Promise<Snapshot> {
    return this.get(`/api/boards/${board}/snapshot`, asked)
  }

  revisions(
    board: Id,
    query: { after: number; wait?: number; limit?: number; client?: Id },
    asked?: Asked,
  ): Promise<Revisions> {
    return this.get(`/api/boards/${board}/revisions${search(query)}`, asked)
  }

  submit(board: Id, submitted: Submitted, asked?: Asked): Promise<{ rev: number }> {
    return this.post(`/api/boards/${board}/submissions`, submitted, asked)
  }

  /** H3 with a body that was written before, so that what is sent again is the same to the byte. */
  submitFrozen(board: Id, body: string, asked?: Asked): Promise<{ rev: number }> {
    return this.send('POST', `/api/boards/${board}/submissions`, body, 'application/json', asked)
  }

  presence(board: Id, whereabouts: Whereabouts, asked?: Asked): Promise<void> {
    return this.post(`/api/boards/${board}/presence`, whereabouts, asked)
  }

  at(board: Id, rev: number, asked?: Asked): Promise<Snapshot> {
    return this.get(`/api/boards/${board}/at/${rev}`, asked)
  }

  history(
    board: Id,
    query: { item?: Id; field?: string; before?: number; limit?: number },
    asked?: Asked,
  ): Promise<History> {
    return this.get(`/api/boards/${board}/history${search(query)}`, asked)
  }

  /** @param command a UUID made for this command; the same again changes nothing */
  restore(board: Id, rev: number, command: Id, asked?: Asked): Promise<{ rev: number }> {
    return this.post(`/api/boards/${board}/restore`, { rev, command }, asked)
  }

  /** @param file a file's bytes, or cells pasted from a spreadsheet */
  bringIn(board: Id, file: Blob | string, asked?: Asked): Promise<Preview> {
    const type = typeof file === 'string' ? 'text/tab-separated-values' : 'text/csv'
    return this.send('POST', `/api/boards/${board}/bring-in?kind=plan`, file, type, asked)
  }

  /** The address of the plan as CSV (H9), for a link with `download`. */
  planCsv(board: Id, language: string): string {
    return `${this.origin}/api/boards/${board}/plan.csv${search({ language })}`
  }

  method<Method>(asked?: Asked): Promise<Method> {
    return this.get('/api/method', asked)
  }

  me(asked?: Asked): Promise<Me> {
    return this.get('/api/me', asked)
  }

  createProgramme(programme: NewProgramme, asked?: Asked): Promise<CreatedProgramme> {
    return this.post('/api/programmes', programme, asked)
  }

  createSample(name: string, language: string, asked?: Asked): Promise<CreatedProgramme> {
    return this.post('/api/programmes/sample', { name, language }, asked)
  }

  programme(programme: Id, asked?: Asked): Promise<Programme> {
    return this.get(`/api/programmes/${programme}`, asked)
  }

  async links(programme: Id, asked?: Asked): Promise<readonly InvitationLink[]> {
    return (await this.get<{ links: readonly InvitationLink[] }>(`/api/programmes/${programme}/links`, asked)).links
  }

  createLink(
    programme: Id,
    kind: 'join' | 'facilitator',
    days: number,
    asked?: Asked,
  ): Promise<NewInvitationLink> {
    return this.post(`/api/programmes/${programme}/links`, { kind, days }, asked)
  }

  deleteLink(programme: Id, link: Id, asked?: Asked): Promise<void> {
    return this.send('DELETE', `/api/programmes/${programme}/links/${link}`, undefined, 'application/json', asked)
  }

  invitation(token: string, asked?: Asked): Promise<Invitation> {
    return this.post('/api/invitation', { token }, asked)
  }

  join(token: string, name: string, party: Party, asked?: Asked): Promise<Joined> {
    return this.post('/api/join', { token, name, party }, asked)
  }

  return(token: string, asked?: Asked): Promise<Returned> {
    return this.post('/api/return', { token }, asked)
  }

  returnLink(programme: Id, asked?: Asked): Promise<{ returnToken: string }> {
    return this.post(`/api/programmes/${programme}/return-link`, {}, asked)
  }

  leave(asked?: Asked): Promise<void> {
    return this.post('/api/leave', {}, asked)
  }

  /** Whether the server says that it can serve (H21). */
  async ready(asked?: Asked): Promise<boolean> {
    try {
      await this.get('/health/ready', asked)
      return true
    } catch (problem) {
      if (problem instanceof Problem) return false
      throw problem
    }
  }

  private get<Answer>(path: string, asked?: Asked): Promise<Answer> {
    return this.send('GET', path, undefined, undefined, asked)
  }

  private post<Answer>(path: string, body: unknown, asked?: Asked): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body), 'application/json', asked)
  }

  private async send<Answer>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body: BodyInit | undefined,
    type: string | undefined,
    asked: Asked | undefined,
    triesLeft = cookieTries,
  ): Promise<Answer> {
    const headers: Record<string, string> = { Accept: 'application/json' }
    if (method !== 'GET') headers['X-Tavolo'] = '1'
    if (type !== undefined) headers['Content-Type'] = type
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-cache' }
    if (body !== undefined) init.body = body
    if (asked?.signal) init.signal = asked.signal
    let status = 0
    let text: string
    try {
      const response = await this.fetching(this.origin + path, init)
      status = response.status
      text = await response.text()
    } catch (failure) {
      if (asked?.signal?.aborted) throw failure
      throw new Problem('unreachable', 'no_answer', status)
    }
    const answer = parsed(text)
    if (status >= 200 && status < 300) {
      if (status === 204 || text === '') return undefined as Answer
      // A hotel's login page answers 200 with HTML.
      if (answer === undefined) throw new Problem('unreachable', 'foreign_answer', status)
      return answer as Answer
    }
    const refused = problem(status, answer)
    if (refused.reason !== 'session_renewed' || triesLeft === 0) throw refused
    await this.pause(cookiePause)
    return this.send(method, path, body, type, asked, triesLeft - 1)
  }
}

function problem(status: number, answer: unknown): Problem {
  if (typeof answer === 'object' && answer !== null && 'code' in answer && codes.has(String(answer.code))) {
    const told = answer as { code: Code; reason?: string; at?: number; retryAfterMs?: number; requestId?: string }
    return new Problem(told.code, told.reason ?? '', status, told.at, told.retryAfterMs, told.requestId)
  }
  return new Problem('unreachable', 'foreign_answer', status)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function search(query: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string | number] => pair[1] !== undefined)
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`
}
