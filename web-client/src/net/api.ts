import type { Id, Party, Person } from '../board/types'
import type {
  Account,
  Act,
  Admission,
  AskedOpinion,
  Asking,
  Ballot,
  Confidence,
  CreatedProgramme,
  Device,
  Door,
  Forgotten,
  History,
  Invitation,
  InvitationLink,
  Joined,
  Keeping,
  Key,
  AtTheDoor,
  Me,
  NetworkProgramme,
  NewAsking,
  NewInvitationLink,
  NewProgramme,
  NewTerms,
  OffRecord,
  OffRecordNote,
  OpenedDoor,
  OpinionAnswer,
  PersonalLink,
  PollState,
  Preview,
  Programme,
  Release,
  Returned,
  Revisions,
  Role,
  RoundCounts,
  RoundDraft,
  Snapshot,
  Submitted,
  Waiting,
  Whereabouts,
} from './api.types'
import { notePeople } from './forget'

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
export const cookieTries = 10
export const cookiePause = 200

export type Fetch = (input: string, init: RequestInit) => Promise<Response>

export interface Asked {
  readonly signal?: AbortSignal
}

/**
 * The routes H1-H26, H30-H37, H40-H48 H50-H58 and H63-H66. Every method resolves with the answer's body or rejects with a {@link Problem}; an aborted request
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

  /**
   * Takes back what somebody did since a moment, in milliseconds of the server's clock.
   *
   * @param command a UUID made for this command; the same again changes nothing
   */
  undoPerson(board: Id, person: number, since: number, command: Id, asked?: Asked): Promise<{ edits: number }> {
    return this.post(`/api/boards/${board}/take-back`, { person, since, command }, asked)
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

  sheets<Type>(asked?: Asked): Promise<{ types: readonly Type[] }> {
    return this.get('/api/method/sheets', asked)
  }

  /** Sessions that may be prepared. */
  async templates<Template>(asked?: Asked): Promise<readonly Template[]> {
    return (await this.get<{ sessions: readonly Template[] }>('/api/method/sessions', asked)).sessions
  }

  /** Ways to use the method, with which a programme may begin. */
  async presets<Preset>(asked?: Asked): Promise<readonly Preset[]> {
    return (await this.get<{ presets: readonly Preset[] }>('/api/method/presets', asked)).presets
  }

  /** The phases of the method, in their order. */
  async phases<Phase>(asked?: Asked): Promise<readonly Phase[]> {
    return (await this.get<{ phases: readonly Phase[] }>('/api/method/phases', asked)).phases
  }

  /** Ready-made benchmarks. */
  async benchmarks<Benchmark>(asked?: Asked): Promise<readonly Benchmark[]> {
    return (await this.get<{ benchmarks: readonly Benchmark[] }>('/api/method/benchmarks', asked)).benchmarks
  }

  me(asked?: Asked): Promise<Me> {
    return this.get<Me>('/api/me', asked).then((me) => {
      notePeople(me)
      return me
    })
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

  createLink(programme: Id, terms: NewTerms, asked?: Asked): Promise<NewInvitationLink> {
    return this.post(`/api/programmes/${programme}/links`, terms, asked)
  }

  deleteLink(programme: Id, link: Id, asked?: Asked): Promise<void> {
    return this.delete(`/api/programmes/${programme}/links/${link}`, asked)
  }

  /** Whom outside is asked about an action. */
  async askings(programme: Id, asked?: Asked): Promise<readonly Asking[]> {
    return (await this.get<{ askings: readonly Asking[] }>(`/api/programmes/${programme}/askings`, asked)).askings
  }

  ask(programme: Id, about: { item: Id; service: string; days: number }, asked?: Asked): Promise<NewAsking> {
    return this.post(`/api/programmes/${programme}/askings`, about, asked)
  }

  withdrawAsking(programme: Id, asking: Id, asked?: Asked): Promise<void> {
    return this.delete(`/api/programmes/${programme}/askings/${asking}`, asked)
  }

  /** What somebody outside is asked about, by their link. */
  askedOpinion(token: string, asked?: Asked): Promise<AskedOpinion> {
    return this.post('/api/opinion', { token }, asked)
  }

  answerOpinion(token: string, answer: OpinionAnswer, text: string, asked?: Asked): Promise<void> {
    return this.post('/api/opinion/answer', text === '' ? { token, answer } : { token, answer, text }, asked)
  }

  /** What may be released, kind by kind. */
  async releaseKinds<Kind>(asked?: Asked): Promise<readonly Kind[]> {
    return (await this.get<{ releases: readonly Kind[] }>('/api/method/releases', asked)).releases
  }

  /** What stands released in a programme, of each kind at most once. */
  async releases(programme: Id, asked?: Asked): Promise<readonly Release[]> {
    return (await this.get<{ releases: readonly Release[] }>(`/api/programmes/${programme}/releases`, asked)).releases
  }

  /** @param rev the revision that was looked at: what is released is what stood there then */
  release(programme: Id, what: { kind: string; items: readonly Id[]; rev: number }, asked?: Asked): Promise<Release> {
    return this.post(`/api/programmes/${programme}/releases`, what, asked)
  }

  withdraw(programme: Id, kind: string, asked?: Asked): Promise<void> {
    return this.delete(`/api/programmes/${programme}/releases/${kind}`, asked)
  }

  /** What the cities of my programmes released, where I coordinate, represent an association or lead several networks. */
  async network(asked?: Asked): Promise<readonly NetworkProgramme[]> {
    return (await this.get<{ programmes: readonly NetworkProgramme[] }>('/api/network', asked)).programmes
  }

  /** What a link, or a spoken code, is for. Wrong codes are limited. */
  invitation(key: Key, asked?: Asked): Promise<Invitation> {
    return this.post('token' in key ? '/api/invitation' : '/api/code', key, asked)
  }

  /** @param party null leaves it to the invitation */
  join(key: Key, name: string, party: Party | null, asked?: Asked): Promise<Joined | Waiting> {
    return this.post('/api/join', party === null ? { ...key, name } : { ...key, name, party }, asked)
  }

  /** Whether who waits at the door was let in; waits up to so many seconds for it, at most 25. */
  waiting(knock: Id, seconds: number, asked?: Asked): Promise<Admission> {
    return this.get(`/api/waiting/${knock}${search({ wait: seconds })}`, asked)
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

  /** Makes the first account, by the link that the server prints while there is none. */
  setUp(token: string, name: string, email: string, asked?: Asked): Promise<Account> {
    return this.post('/api/setup', withEmail({ token, name }, email), asked)
  }

  /** The same by the identity provider: answers the address there to which the page has to go. */
  setUpByProvider(token: string, asked?: Asked): Promise<{ address: string }> {
    return this.post('/api/setup/oidc', { token }, asked)
  }

  /** By a personal link; with another of my own where an administrator made this one, which is void then. */
  signIn(token: string, asked?: Asked): Promise<Account & Partial<PersonalLink>> {
    return this.post('/api/sign-in', { token }, asked)
  }

  /** Another personal link for me; the one before is void. */
  personalLink(asked?: Asked): Promise<PersonalLink> {
    return this.post('/api/account/link', {}, asked)
  }

  async devices(asked?: Asked): Promise<readonly Device[]> {
    return (await this.get<{ sessions: readonly Device[] }>('/api/account/sessions', asked)).sessions
  }

  endDevice(session: Id, asked?: Asked): Promise<void> {
    return this.delete(`/api/account/sessions/${session}`, asked)
  }

  async accounts(asked?: Asked): Promise<readonly Account[]> {
    return (await this.get<{ accounts: readonly Account[] }>('/api/accounts', asked)).accounts
  }

  createAccount(name: string, email: string, asked?: Asked): Promise<Account & PersonalLink> {
    return this.post('/api/accounts', withEmail({ name }, email), asked)
  }

  /** Another personal link for somebody, for one use; the one before is void. */
  linkFor(account: Id, asked?: Asked): Promise<PersonalLink> {
    return this.post(`/api/accounts/${account}/link`, {}, asked)
  }

  /** Ends an account and its sessions; what they wrote stays. */
  endAccount(account: Id, asked?: Asked): Promise<void> {
    return this.delete(`/api/accounts/${account}`, asked)
  }

  changeMember(programme: Id, person: number, to: { role: Role; party?: Party }, asked?: Asked): Promise<Person> {
    return this.post(`/api/programmes/${programme}/members/${person}`, to, asked)
  }

  endMember(programme: Id, person: number, asked?: Asked): Promise<void> {
    return this.delete(`/api/programmes/${programme}/members/${person}`, asked)
  }

  mute(programme: Id, person: number, muted: boolean, asked?: Asked): Promise<void> {
    return this.post(`/api/programmes/${programme}/members/${person}/mute`, { muted }, asked)
  }

  /** Gives the programme to another of its members. */
  give(programme: Id, person: number, asked?: Asked): Promise<void> {
    return this.post(`/api/programmes/${programme}/owner`, { person }, asked)
  }

  async acts(programme: Id, query: { before?: number; limit?: number }, asked?: Asked): Promise<readonly Act[]> {
    return (await this.get<{ acts: readonly Act[] }>(`/api/programmes/${programme}/acts${search(query)}`, asked)).acts
  }

  async door(programme: Id, asked?: Asked): Promise<Door | null> {
    return (await this.get<{ door: Door | null }>(`/api/programmes/${programme}/door`, asked)).door
  }

  openDoor(programme: Id, door: { role: Role; lobby: boolean; hours: number }, asked?: Asked): Promise<OpenedDoor> {
    return this.post(`/api/programmes/${programme}/door`, door, asked)
  }

  closeDoor(programme: Id, asked?: Asked): Promise<void> {
    return this.delete(`/api/programmes/${programme}/door`, asked)
  }

  /** Who waits to be let in, the longest first. */
  lobby(programme: Id, asked?: Asked): Promise<AtTheDoor> {
    return this.get(`/api/programmes/${programme}/lobby`, asked)
  }

  /** Locks the door, so that nobody new comes in, or unlocks it. */
  lockDoor(programme: Id, locked: boolean, asked?: Asked): Promise<void> {
    return this.post(`/api/programmes/${programme}/door/lock`, { locked }, asked)
  }

  admit(programme: Id, knock: Id, admit: boolean, asked?: Asked): Promise<void> {
    return this.post(`/api/programmes/${programme}/lobby/${knock}`, { admit }, asked)
  }

  /** The address of what I wrote, complete or for a spreadsheet (H45), for `takeFile`. */
  mine(programme: Id, form: 'json' | 'csv', language: string): string {
    return `/api/programmes/${programme}/mine.${form}${form === 'csv' ? search({ language }) : ''}`
  }

  /** The address of the whole programme as a file (H47), for `takeFile`; once it came, the owner was offered it. */
  whole(programme: Id): string {
    return `/api/programmes/${programme}/whole.json`
  }

  forget(programme: Id, what: Forgotten, asked?: Asked): Promise<void> {
    return this.post(`/api/programmes/${programme}/forget`, { what }, asked)
  }

  keeping(programme: Id, asked?: Asked): Promise<Keeping> {
    return this.get(`/api/programmes/${programme}/keeping`, asked)
  }

  /** @param until the last day, as `2028-11-21` */
  keep(programme: Id, until: string, asked?: Asked): Promise<Keeping> {
    return this.post(`/api/programmes/${programme}/keeping`, { until }, asked)
  }

  /** Erases a programme for everybody, once its owner took the whole of it. */
  endProgramme(programme: Id, asked?: Asked): Promise<void> {
    return this.delete(`/api/programmes/${programme}`, asked)
  }

  /** How the confidential table stands for me. Nothing of it is kept on the device. */
  confidential(programme: Id, asked?: Asked): Promise<Confidence> {
    return this.get(`/api/programmes/${programme}/confidential`, asked)
  }

  /** Opens it, or comes in, or knocks: what it is of these, the answer says. */
  enterConfidential(programme: Id, asked?: Asked): Promise<Confidence> {
    return this.post(`/api/programmes/${programme}/confidential`, {}, asked)
  }

  /** Who waits at the door of the confidential table, the longest first. */
  waitingThere(board: Id, asked?: Asked): Promise<AtTheDoor> {
    return this.get(`/api/boards/${board}/lobby`, asked)
  }

  admitThere(board: Id, knock: Id, admit: boolean, asked?: Asked): Promise<void> {
    return this.post(`/api/boards/${board}/lobby/${knock}`, { admit }, asked)
  }

  /** Asks somebody in who leads sessions; they come when both teams have. */
  askIn(board: Id, person: number, asked?: Asked): Promise<void> {
    return this.post(`/api/boards/${board}/invited`, { person }, asked)
  }

  /** Takes that back, and their place at the table with it. */
  takeBack(board: Id, person: number, asked?: Asked): Promise<void> {
    return this.delete(`/api/boards/${board}/invited/${person}`, asked)
  }

  offRecord(board: Id, asked?: Asked): Promise<OffRecord> {
    return this.get(`/api/boards/${board}/off-record`, asked)
  }

  addOffRecord(board: Id, text: string, asked?: Asked): Promise<OffRecordNote> {
    return this.post(`/api/boards/${board}/off-record`, { text }, asked)
  }

  removeOffRecord(board: Id, note: Id, asked?: Asked): Promise<void> {
    return this.delete(`/api/boards/${board}/off-record/${note}`, asked)
  }

  /** Ends the talk: nothing of it is left. */
  endOffRecord(board: Id, asked?: Asked): Promise<void> {
    return this.post(`/api/boards/${board}/off-record/end`, {}, asked)
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

  roundCounts(board: Id, round: Id, asked?: Asked): Promise<RoundCounts> {
    return this.get(`/api/boards/${board}/rounds/${round}`, asked)
  }

  /** A token by which I write without a name; told this once. */
  pseudonym(board: Id, round: Id): Promise<{ token: string }> {
    return this.post(`/api/boards/${board}/rounds/${round}/pseudonym`, {})
  }

  /** @param token mine of an anonymous round */
  roundDrafts(board: Id, round: Id, token?: string): Promise<{ drafts: readonly RoundDraft[] }> {
    return this.post(`/api/boards/${board}/rounds/${round}/mine`, token === undefined ? {} : { token })
  }

  /** Writes, changes and, with an empty text, takes away. @param draft a random UUID of version 4 */
  writeDraft(
    board: Id,
    round: Id,
    draft: Id,
    written: { text: string; kind?: string; lang?: string; token?: string },
  ): Promise<void> {
    return this.post(`/api/boards/${board}/rounds/${round}/drafts/${draft}`, written)
  }

  reveal(board: Id, round: Id): Promise<{ rev: number }> {
    return this.post(`/api/boards/${board}/rounds/${round}/reveal`, {})
  }

  poll(board: Id, poll: Id, asked?: Asked): Promise<PollState> {
    return this.get(`/api/boards/${board}/polls/${poll}`, asked)
  }

  dot(board: Id, poll: Id, of: Id, change: 1 | -1): Promise<{ dots: number; spent: number }> {
    return this.post(`/api/boards/${board}/polls/${poll}/dots`, { of, change })
  }

  ballot(board: Id, poll: Id, ballot: Ballot): Promise<void> {
    return this.post(`/api/boards/${board}/polls/${poll}/ballot`, ballot)
  }

  /** @param how `show` closes too */
  endPoll(board: Id, poll: Id, how: 'close' | 'show'): Promise<{ rev: number }> {
    return this.post(`/api/boards/${board}/polls/${poll}/${how}`, {})
  }

  private get<Answer>(path: string, asked?: Asked): Promise<Answer> {
    return this.send('GET', path, undefined, undefined, asked)
  }

  private post<Answer>(path: string, body: unknown, asked?: Asked): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body), 'application/json', asked)
  }

  private delete(path: string, asked?: Asked): Promise<void> {
    return this.send('DELETE', path, undefined, 'application/json', asked)
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

/** What a refusal in the body of an answer says. */
export function problem(status: number, answer: unknown): Problem {
  if (typeof answer === 'object' && answer !== null && 'code' in answer && codes.has(String(answer.code))) {
    const told = answer as { code: Code; reason?: string; at?: number; retryAfterMs?: number; requestId?: string }
    return new Problem(told.code, told.reason ?? '', status, told.at, told.retryAfterMs, told.requestId)
  }
  return new Problem('unreachable', 'foreign_answer', status)
}

/** An e-mail is given or not; an empty one is none. */
function withEmail<Body extends object>(body: Body, email: string): Body | (Body & { email: string }) {
  return email === '' ? body : { ...body, email }
}

/** The JSON of an answer, undefined when it is none. */
export function parsed(text: string): unknown {
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
