import { areas, boardPanels, confidentialPanels, itemTabs } from './route'

/**
 * Every route, state and story of the page, and how it is reached. The browser's tests (accessibility, keyboard, single
 * clicks) go through this list; what is not in it is not tested, so a test compares it with the code. It is plain data:
 * `npm run catalogue` prints it as JSON.
 */
export interface Entry {
  readonly id: string
  readonly title: string
  /**
   * The address, with `:programme`, `:action`, `:need`, `:note`, `:group` for ids of the sample programme, `:join` and
   * `:return`, `:lobby` (an invitation where one has to knock) `:signIn` and `:asking` (who is asked about an action) for tokens that are valid, `:dead` for one
   * that is not; `:led` for a programme of its own in which a session is on; `:closed`, `:open`, `:knocked` and `:bare` for programmes of their own, whose confidential table nobody
   * has opened, others have, waits to be entered, and has nothing on it; `:seeker` for one of which the association sits
   * at the table, and whose city released what it needs.
   */
  readonly path: string
  /** Who looks: somebody without a session, who is signed in and has no programme, a participant or the facilitator, who
   * reads only what was released, somebody of an association over two programmes, an administrator, or a member of one of
   * the two teams. */
  readonly as: 'stranger' | 'newcomer' | 'participant' | 'facilitator' | 'observer' | 'association' | 'administrator' | 'mentee' | 'mentor'
  /** What is done after the page has come, in CSS selectors; the same with a mouse, a finger and keys. */
  readonly steps?: readonly Step[]
  /** Visible when the state has been reached. */
  readonly shows: string
  /** Only wide screens have it: narrow ones say the same in the menu of the whole table. */
  readonly wide?: true
}

export type Step =
  | { readonly click: string }
  | { readonly fill: string; readonly with: string }
  /** Takes an option of a select, by its place from 0. */
  | { readonly choose: string; readonly option: number }
  /** Types where the caret is. */
  | { readonly type: string }
  | { readonly wait: string }
  /**
   * Meanwhile others do something, which is taken back once the state was left: somebody knocks at the door by `:lobby`;
   * the facilitator takes the pen from everybody, gives the participant another role or mutes them, or locks the door;
   * in the session, whoever leads brings everybody to an action, puts another first, gives the participant the floor,
   * starts the last minute, makes groups, or closes it.
   */
  | {
      readonly meanwhile:
        | 'knock' | 'pen' | 'role' | 'mute' | 'lock' | 'bring' | 'reorder' | 'floor' | 'minute' | 'teams' | 'close'
    }
  /** Cuts the page's connection, as a tunnel does. */
  | { readonly offline: boolean }
  /** From now on the device refuses to keep anything. */
  | { readonly full: boolean }

const board = (
  rest: string,
  id: string,
  title: string,
  shows: string,
  as: Entry['as'] = 'facilitator',
  steps?: readonly Step[],
): Entry => ({
  id,
  title,
  path: `/p/:programme${rest}`,
  as,
  shows,
  ...(steps === undefined ? {} : { steps }),
})

const more = '[data-menu="more"]'
const cell = 'tr.action [data-field="results"][data-place="plan"]'
const does = (name: string) => `dialog [data-does="${name}"]`
const person = 'aside [data-menu="person"][aria-label*="Amina"]'
const firstMenu = 'tr.action button[aria-haspopup="dialog"]'

const confidential = (
  id: string,
  title: string,
  shows: string,
  steps: readonly Step[] = [],
  { of = 'programme', rest = '', as = 'mentee' }: { of?: string; rest?: string; as?: Entry['as'] } = {},
): Entry => ({ id, title, path: `/p/:${of}/confidential${rest}`, as, shows, ...(steps.length === 0 ? {} : { steps }) })

/** At a table where a session is on. */
const led = (
  rest: string,
  id: string,
  title: string,
  shows: string,
  as: Entry['as'] = 'participant',
  steps: readonly Step[] = [],
): Entry => ({ id, title, path: `/p/:led${rest}`, as, shows, ...(steps.length === 0 ? {} : { steps }) })

const facilitatorsOnly: readonly string[] = ['invite', 'lobby', 'bring-in', 'session']

export const catalogue: readonly Entry[] = [
  { id: 'start-stranger', title: 'Start, not signed in', path: '/', as: 'stranger', shows: 'input[inputmode="numeric"]' },
  {
    id: 'start-code-short',
    title: 'Start, a code that is too short',
    path: '/',
    as: 'stranger',
    steps: [{ fill: 'input[inputmode="numeric"]', with: '123' }, { click: 'form.code button' }],
    shows: 'form.code [role="alert"]',
  },
  {
    id: 'start-link-foreign',
    title: 'Start, a link that is not ours',
    path: '/',
    as: 'stranger',
    steps: [{ fill: 'input[type="url"]', with: 'https://example.org/' }, { click: 'form.line button' }],
    shows: 'form.line [role="alert"]',
  },
  { id: 'start-guest', title: 'Start of a guest', path: '/', as: 'participant', shows: 'a.programme' },
  { id: 'start-empty', title: 'Start, nothing there yet', path: '/', as: 'newcomer', shows: '.sample form input' },
  { id: 'start-mine', title: 'Start with my programmes', path: '/', as: 'facilitator', shows: 'a.programme' },
  {
    id: 'start-create',
    title: 'Start, writing a new programme beside mine',
    path: '/',
    as: 'facilitator',
    steps: [{ click: 'main > div > div > button.button' }],
    shows: 'form fieldset',
  },
  {
    id: 'start-ways',
    title: 'Start, the other ways to use the method, of which one asks for the number of meetings',
    path: '/',
    as: 'facilitator',
    steps: [
      { click: 'main > div > div > button.button' },
      { click: 'form details summary' },
      { click: 'form input[value="meetings"]' },
    ],
    shows: 'form input[type="number"]',
  },
  {
    id: 'arrived',
    title: 'A programme was made: the personal link and the invitations',
    path: '/',
    as: 'newcomer',
    steps: [{ fill: '.sample form input', with: 'Test' }, { click: '.sample form button' }],
    shows: '.link input[readonly]',
  },
  { id: 'join', title: 'An invitation', path: '/join#:join', as: 'stranger', shows: 'form fieldset' },
  {
    id: 'join-member',
    title: 'An invitation opened by a member',
    path: '/join#:join',
    as: 'facilitator',
    shows: 'button.first',
  },
  {
    id: 'join-dead',
    title: 'An invitation that has run out',
    path: '/join#:dead',
    as: 'stranger',
    shows: '[role="alert"]',
  },
  { id: 'join-code', title: 'Typing a spoken code', path: '/join', as: 'stranger', shows: 'input[inputmode="numeric"]' },
  {
    id: 'join-code-wrong',
    title: 'A spoken code that opens nothing',
    path: '/join#00000000',
    as: 'stranger',
    shows: '[role="alert"]',
  },
  { id: 'join-lobby', title: 'An invitation where one has to knock', path: '/join#:lobby', as: 'stranger', shows: 'form' },
  {
    id: 'join-waiting',
    title: 'Waiting to be let in',
    path: '/join#:lobby',
    as: 'stranger',
    steps: [{ fill: 'form input', with: 'Rut' }, { click: 'form button.first' }],
    shows: '.waiting h1',
  },
  {
    id: 'join-shut',
    title: 'The entrance is locked for now',
    path: '/join#:lobby',
    as: 'stranger',
    steps: [{ fill: 'form input', with: 'Rut' }, { meanwhile: 'lock' }, { click: 'form button.first' }],
    shows: '[data-shut] h1:focus',
  },
  { id: 'setup', title: 'Making the first account', path: '/setup#:dead', as: 'stranger', shows: 'form input' },
  {
    id: 'setup-dead',
    title: 'A link for the first account that is used up',
    path: '/setup#:dead',
    as: 'stranger',
    steps: [{ fill: 'form input', with: 'Eva' }, { click: 'form button.first' }],
    shows: '[role="alert"]',
  },
  {
    id: 'sign-in-failed',
    title: 'Back from an identity provider without being signed in',
    path: '/sign-in#failed',
    as: 'stranger',
    shows: '[role="alert"]',
  },
  {
    id: 'sign-in-unavailable',
    title: 'An identity provider that does not answer',
    path: '/sign-in#unavailable',
    as: 'stranger',
    shows: '[role="alert"]',
  },
  {
    id: 'sign-in-first',
    title: 'Back from an identity provider while nobody has an account here',
    path: '/sign-in#first',
    as: 'stranger',
    shows: '[role="alert"]',
  },
  { id: 'sign-in', title: 'A link to sign in', path: '/sign-in#:dead', as: 'stranger', shows: 'button.first' },
  {
    id: 'sign-in-dead',
    title: 'A link to sign in that is void',
    path: '/sign-in#:dead',
    as: 'stranger',
    steps: [{ click: 'button.first' }],
    shows: '[role="alert"]',
  },
  { id: 'account', title: 'My account', path: '/account', as: 'newcomer', shows: 'main li .name' },
  { id: 'account-guest', title: 'The devices of a guest', path: '/account', as: 'participant', shows: 'main li .name' },
  { id: 'account-stranger', title: 'Nobody is signed in', path: '/account', as: 'stranger', shows: 'main a.button' },
  {
    id: 'account-link',
    title: 'A new personal link, asked for once more',
    path: '/account',
    as: 'newcomer',
    steps: [{ click: 'main section button' }],
    shows: 'main section button.first',
  },
  {
    id: 'account-administrator',
    title: 'The accounts, for an administrator',
    path: '/account',
    as: 'administrator',
    shows: '.accounts li',
  },
  {
    id: 'account-made',
    title: 'An account just made, with its link',
    path: '/account',
    as: 'administrator',
    steps: [{ fill: '.accounts input', with: 'Ada' }, { click: '.accounts form button' }],
    shows: '.made input[readonly]',
  },
  {
    id: 'account-other-link',
    title: 'Asked before the link of somebody else is made void',
    path: '/account',
    as: 'administrator',
    steps: [{ click: '.accounts [data-ask="link"]' }],
    shows: '.accounts li [role="status"]',
  },
  {
    id: 'account-end',
    title: 'Asked before an account is ended',
    path: '/account',
    as: 'administrator',
    steps: [{ click: '.accounts [data-ask="end"]' }],
    shows: '.accounts li .button.danger',
  },
  {
    id: 'account-end-not',
    title: 'An account is not to be ended after all',
    path: '/account',
    as: 'administrator',
    steps: [{ click: '.accounts [data-ask="end"]' }, { click: '.accounts li .button.danger + .button' }],
    shows: '.accounts [data-ask="end"]:focus',
  },
  { id: 'network-none', title: 'Over several programmes, for who is in none of these roles', path: '/network', as: 'newcomer', shows: '[data-network] [data-nothing]' },
  { id: 'network', title: 'Over several programmes, with a city that looks for a mentor', path: '/network#:seeker', as: 'association', shows: '[data-offer] [data-does="make-candidate"]' },
  { id: 'privacy', title: 'Privacy', path: '/privacy', as: 'stranger', shows: 'article h2' },
  { id: 'accessibility', title: 'Accessibility', path: '/accessibility', as: 'stranger', shows: 'article h2' },
  board('', 'board-outside', 'A programme for who does not sit at its table', '.outside h1', 'observer'),
  { id: 'return', title: 'A personal link', path: '/return#:return', as: 'stranger', shows: 'button.first' },
  {
    id: 'return-dead',
    title: 'A personal link that is wrong',
    path: '/return#:dead',
    as: 'stranger',
    shows: '[role="alert"]',
  },
  { id: 'missing', title: 'An address that does not exist', path: '/nowhere', as: 'stranger', shows: 'main h1' },
  board('', 'board-stranger', 'A table one does not sit at', 'main h1', 'stranger'),
  ...areas.map((area) => board(`#${area}`, `area-${area}`, `The table at its area ${area}`, `#${area} h2`)),
  board('', 'board-participant', 'The table as a participant sees it', '#plan h2', 'participant'),
  { id: 'opinion', title: 'Somebody outside is asked about an action', path: '/opinion#:asking', as: 'stranger', shows: 'main form textarea' },
  { id: 'opinion-dead', title: 'A link about an action that is not valid', path: '/opinion#:dead', as: 'stranger', shows: 'main [role="alert"]' },
  board('#plan/item/:action/details', 'opinion-asked', 'Asking a service whether an action can be done', 'aside .card input', 'facilitator', [
    { click: 'aside details:has([data-does="ask-opinion"]) summary' },
    { fill: 'aside details input[type="text"]', with: 'x' },
    { click: '[data-does="ask-opinion"]' },
  ]),
  board('#training', 'part-absent', 'A part that the table does not have', 'main [data-put="training"]'),
  board('#training', 'sheet', 'A sheet as a document', '[data-sheet="training"]', 'facilitator', [
    { click: '[data-put="training"]' },
  ]),
  board('#chain', 'chain', 'From needs to results', 'main .chain table', 'participant'),
  board('#guide', 'guide', 'The guide, with a phase that is not at hand opened', '[data-phase="p09"][open]', 'facilitator', [
    { click: '[data-phase="p09"] summary' },
  ]),
  board('#visits', 'visit', 'A visit that is planned: an interview, a question, and what is missing before it is ready', '[data-ready-lacks]', 'facilitator', [
    { click: '[data-does="add-entry"]' },
    { choose: '[data-value="kind"] select', option: 3 },
    { click: '[data-does="add-question"]' },
    { click: '[data-does="ready"]' },
  ]),
  board('#plan/parts', 'benchmark-empty', 'A benchmark that is begun', '[data-begin] [data-begins]', 'facilitator', [
    { click: '[data-put="benchmark"]' },
  ]),
  board('#plan/parts', 'benchmark', 'A benchmark with a factor unfolded', '[data-kinds="key"] [data-does="kind"]', 'facilitator', [
    { click: '[data-put="benchmark"]' },
    { click: '[data-begins="language"]' },
    { click: '[data-kinds="key"] [data-does="fold"]' },
  ]),
  board('#supportGroup', 'support-group', 'A support group with somebody in it', 'tr.line [data-does="leave"]', 'facilitator', [
    { click: '[data-add="member"]' },
  ]),
  board('#stakeholderMap', 'stakeholder-map', 'A stakeholder map with somebody on it', '[data-spot]', 'facilitator', [
    { click: '[data-put="stakeholderMap"]' },
    { click: '[data-add="stakeholder"]' },
  ]),
  // Hands are raised, and groups made, in a session.
  ...boardPanels.filter((panel) => panel !== 'hands' && panel !== 'teams' && panel !== 'release').map((panel) =>
    board(
      `#plan/${panel}`,
      `panel-${panel}`,
      `The panel ${panel}`,
      'aside h2',
      facilitatorsOnly.includes(panel) ? 'facilitator' : 'participant',
    ),
  ),
  board('#needs/release', 'panel-release', 'Releasing what the needs say', 'aside [data-kind="needs"][open] [data-does="release-now"]', 'mentee'),
  ...(['action', 'need', 'note', 'group'] as const).flatMap((type) =>
    itemTabs.filter((tab) => tab !== 'proposals' || type === 'action' || type === 'need').map((tab) =>
      board(
        `#plan/item/:${type}/${tab}`,
        `item-${type}-${tab}`,
        `Beside the table: ${tab} of one ${type}`,
        'aside nav.tabs',
        'participant',
      ),
    ),
  ),
  board('#plan/item/:action/proposals', 'proposed', 'A change just proposed', 'aside [data-proposal]', 'participant', [
    { fill: 'aside form textarea', with: 'Buddy' },
    { click: '[data-does="propose"]' },
  ]),
  board('#needs', 'over-need', 'Asked which kind of need it is, before it is added', 'dialog[open] [data-does="coordination"]', 'participant', [
    { click: '[data-does="add-need"]' },
  ]),
  board('#needs', 'propose-need', 'Proposing a need where others write', '#needs form select', 'participant', [
    { meanwhile: 'pen' },
    { click: '[data-does="propose-need"]' },
  ]),
  board('#plan/item/:action/proposals', 'proposal-declining', 'Saying why a proposal is not taken up', 'aside [data-proposal] textarea', 'mentee', [
    { click: '[data-does="decline"]' },
  ]),
  board(
    '#plan/item/:action/history/results',
    'item-field-history',
    'History of one field',
    'aside select',
    'participant',
  ),
  board('#plan/item/:action/comments', 'comment-calling', 'Calling somebody in a comment', 'aside .people button', 'participant', [
    { click: 'aside [data-composer] button[type="button"]' },
  ]),
  board('#plan/item/:action/comments', 'mentor-words', 'What helps a mentor while writing', 'aside [data-prompts="ask"] summary', 'mentor', [
    { click: 'aside [data-mentor-words] > summary' },
  ]),
  board('#plan/item/:need/comments', 'comment-written', 'A comment just written', 'aside [data-thread] .said', 'participant', [
    { fill: 'aside [data-composer] textarea', with: 'x' },
    { click: 'aside [data-composer] .first' },
  ]),
  board('#plan/item/:need/comments/evidence', 'comment-replying', 'Writing a reply to a comment', 'aside [data-composer="reply"]', 'participant', [
    { fill: 'aside [data-composer] textarea', with: 'x' },
    { click: 'aside [data-composer] .first' },
    { click: 'aside [data-thread] [data-does="reply"]' },
  ]),
  board('#plan/item/:need/comments', 'comment-done', 'A comment that is done with', 'aside [data-comments="done"]', 'participant', [
    { fill: 'aside [data-composer] textarea', with: 'x' },
    { click: 'aside [data-composer] .first' },
    { click: 'aside [data-thread]:last-child [data-does="resolve"]' },
  ]),
  // Before the only note that is owed an answer has one.
  board('#notes', 'notes-unanswered', 'Notes without an answer', '[data-does="unanswered"][aria-pressed="true"]', 'facilitator', [
    { click: '[data-does="unanswered"]' },
  ]),
  board('#notes/item/:note/answers', 'answer-form', 'Answering a note', 'aside [data-form="answer"]', 'mentee'),
  board('#notes/item/:note/answers', 'answer-refused', 'Saying no to a note without saying why', 'aside [role="alert"]', 'mentee', [
    { click: 'aside fieldset label:nth-of-type(3) input' },
    { click: 'aside [data-form="answer"] .first' },
  ]),
  board('#notes/item/:note/answers', 'answer-given', 'A note just put off', 'aside [data-does="change-answer"]', 'mentee', [
    { click: 'aside fieldset label:nth-of-type(2) input' },
    { click: 'aside [data-form="answer"] .first' },
  ]),
  board('#notes', 'note-same', 'Choosing the note that says the same', 'dialog[open] input[type="search"]', 'mentee', [
    { click: '.note button[aria-haspopup="dialog"]' },
    { click: does('same') },
  ]),
  board('#plan', 'writing', 'A cell open for writing', `${cell}.open`, 'participant', [{ click: cell }]),
  board('#plan', 'writing-plain', 'A cell open in the plain text box', `${cell}.open textarea`, 'participant', [
    { click: more },
    { click: does('settings') },
    { click: 'aside fieldset:nth-of-type(3) input' },
    { click: 'aside header button' },
    { click: cell },
  ]),
  board('#needs', 'writing-need', 'A need open for writing', '[data-field="statement"].open', 'participant', [
    { click: '.need [data-field="statement"]' },
  ]),
  board('#notes', 'note-on-behalf', 'Writing a note for somebody', '.behalf input', 'participant', [
    { click: '.composer input[type="checkbox"]' },
  ]),
  board('#notes', 'notes-list', 'Notes as a plain list', 'ol.list', 'participant', [
    { click: '#notes .tools button:nth-child(2)' },
  ]),
  board('#notes', 'notes-filtered', 'Notes of one kind only', '#notes .filters button', 'participant', [
    { choose: '#notes .filters select', option: 1 },
  ]),
  board('#plan', 'area-details', 'What who leads sets for a whole area', 'aside [data-value="lock"] input', 'facilitator', [
    { click: '#plan button.details' },
  ]),
  board('#plan', 'menu-more', 'The menu of the whole table', 'dialog[open] li', 'facilitator', [{ click: more }]),
  board('#plan', 'menu-action', 'The menu of one action', 'dialog[open] li', 'participant', [{ click: firstMenu }]),
  board('#needs', 'menu-need', 'The menu of one need', 'dialog[open] li', 'participant', [
    { click: '.need button[aria-haspopup="dialog"]' },
  ]),
  board('#notes', 'menu-note', 'The menu of one note', 'dialog[open] li', 'participant', [
    { click: '.note button[aria-haspopup="dialog"]' },
  ]),
  board('#notes', 'menu-group', 'The menu of one group of notes', 'dialog[open] li', 'participant', [
    { click: '.group > .head button[aria-haspopup="dialog"]' },
  ]),
  board('#plan', 'over-link', 'Choosing what to link to', 'dialog[open] input[type="search"]', 'participant', [
    { click: firstMenu },
    { click: does('link') },
  ]),
  board('#plan', 'over-moveTo', 'Choosing where to move', 'dialog[open] form select', 'participant', [
    { click: firstMenu },
    { click: does('moveTo') },
  ]),
  board('#plan/people', 'menu-person', 'What can be done about somebody', 'dialog[open] [data-does="mute"]', 'facilitator', [
    { click: person },
  ]),
  board('#plan/people', 'over-takeBack', 'Since when somebody’s work is taken back', 'dialog[open] fieldset', 'facilitator', [
    { click: person },
    { click: does('takeBack') },
  ]),
  board('#plan/people', 'over-remove', 'Asked at the table before somebody is removed', 'dialog[open] [data-does="remove-now"]', 'facilitator', [
    { click: person },
    { click: does('remove') },
  ]),
  board('#plan', 'muted', 'I cannot write for the moment', '[data-muted="true"]', 'participant', [{ meanwhile: 'mute' }]),
  board('#plan', 'over-shortcuts', 'The keyboard shortcuts', 'dialog[open] kbd', 'participant', [
    { click: more },
    { click: does('shortcuts') },
  ]),
  board(
    '#plan',
    'keeps-nothing',
    'Without a connection on a device that keeps nothing',
    '[data-warning="keepsNot"]',
    'participant',
    [{ offline: true }, { full: true }, { click: cell }, { type: 'x' }],
  ),
  board(
    '#plan',
    'over-leaving',
    'Leaving the table while something would be lost',
    'dialog[open] .button.danger',
    'participant',
    [
      { offline: true },
      { full: true },
      { click: cell },
      { type: 'x' },
      { wait: '.notice.warning' },
      { click: more },
      { click: does('start') },
    ],
  ),
  {
    ...board('#plan', 'nothing-to-undo', 'Taking back where there is nothing of mine', '[data-notice="nothingToUndo"]', 'participant', [
      { click: 'header .undo button' },
    ]),
    wide: true,
  },
  board('#notes', 'became', 'A note that has just become something', '[data-notice="became"]', 'participant', [
    { click: '#notes .becomings [data-does="become-need"]' },
    { click: does('policyGap') },
  ]),
  {
    ...board('#plan', 'nothing-to-redo', 'Doing again where nothing was taken back', '[data-notice="nothingToRedo"]', 'participant', [
      { click: 'header .undo button:last-child' },
    ]),
    wide: true,
  },
  board('#plan', 'moved', 'An action that has just been moved', '[data-notice="moved"]', 'participant', [
    { click: firstMenu },
    { click: does('down') },
  ]),
  board('#needs', 'answers', 'An action just added in answer to a need', '[data-notice="answers"]', 'participant', [
    { click: '.need .handles button' },
  ]),
  board('#plan', 'restored', 'An action just brought back from the trash', '[data-notice="restored"]', 'facilitator', [
    { click: firstMenu },
    { click: does('delete') },
    { click: '[data-notice="deleted"] .button' },
  ]),
  board('#needs/item/:need/languages', 'version-old', 'A version whose original has changed', 'aside .old-words', 'participant', [
    { choose: 'aside .field:has(details) select', option: 1 },
    { click: 'aside .pair .box .text-field' },
    { type: 'x' },
    { click: 'aside [data-does="details"]' },
    { click: 'aside .text-field' },
    { type: 'y' },
    { click: 'aside [data-does="languages"]' },
    { choose: 'aside .field:has(details) select', option: 1 },
  ]),
  board('#plan', 'deleted', 'An action just put in the trash', '[data-notice="deleted"]', 'facilitator', [
    { click: firstMenu },
    { click: does('delete') },
  ]),
  board(
    '#plan',
    'offline',
    'Without a connection, with something unsent',
    '[data-state="unsent"], header .state.warning',
    'participant',
    [{ offline: true }, { click: cell }, { type: 'x' }],
  ),
  board('#plan', 'paused', "Others' changes held back", '[data-warning="paused"]', 'participant', [
    { click: more },
    { click: does('pause') },
  ]),
  board('#plan/bring-in', 'bring-in-preview', 'What a pasted plan would bring', 'aside .rows li', 'facilitator', [
    { fill: 'aside textarea', with: 'AZIONI\tRISULTATI\tNote\nUna\tDue\tTre' },
    { click: 'aside .body > div > button' },
  ]),
  board('#plan/bring-in', 'bring-in-refused', 'A file that cannot be read', 'aside .notice.danger', 'facilitator', [
    { fill: 'aside textarea', with: '"AZIONI\tRISULTATI' },
    { click: 'aside .body > div > button' },
  ]),
  board('#plan/invite', 'invite-made', 'An invitation just made', 'aside .link input', 'facilitator', [
    { click: 'aside form button.first' },
  ]),
  board('#plan/invite', 'invite-revoke', 'Asked before a link is taken back', 'aside li .button.danger', 'facilitator', [
    { click: 'aside .still li button' },
  ]),
  board('#plan/invite', 'invite-revoke-not', 'A link is not to be taken back after all', 'aside .still li button:focus', 'facilitator', [
    { click: 'aside .still li button' },
    { click: 'aside .still li .button.danger + .button' },
  ]),
  board('#plan/me', 'me-leave', 'Asked before this device is left', 'aside .button.danger', 'participant', [
    { click: 'aside [data-does="leave"]' },
  ]),
  board('#plan/me', 'me-leave-not', 'This device is not to be left after all', 'aside [data-does="leave"]:focus', 'participant', [
    { click: 'aside [data-does="leave"]' },
    { click: 'aside .button.danger + .button' },
  ]),
  board('/members', 'members', 'Everybody who takes part', 'main [data-person]'),
  board('/members', 'members-participant', 'Everybody, as a participant sees them', 'main [data-person]', 'participant'),
  board('/members', 'members-stranger', 'The people of a programme one does not belong to', 'main h1', 'stranger'),
  board('/members', 'members-change', 'Changing the role of somebody', '[data-person] form select', 'facilitator', [
    { click: '[data-person]:not(:has(.chip)) button' },
  ]),
  board('/members', 'members-change-not', 'Nobody is to have another role after all', '[data-person] button[aria-expanded="false"]:focus', 'facilitator', [
    { click: '[data-person]:not(:has(.chip)) button' },
    { click: '[data-person] form .row button:last-child' },
  ]),
  board('/members', 'members-remove', 'Asked before somebody is removed', '[data-person] .notice.danger', 'facilitator', [
    { click: '[data-person]:not(:has(.chip)) button' },
    { click: '[data-do="remove"]' },
  ]),
  board('/members', 'members-remove-not', 'Nobody is to be removed after all', '[data-do="remove"]:focus', 'facilitator', [
    { click: '[data-person]:not(:has(.chip)) button' },
    { click: '[data-do="remove"]' },
    { click: '[data-person] .notice .button:last-child' },
  ]),
  board('/members', 'members-give', 'Asked before the programme is given away', '[data-person] .notice', 'facilitator', [
    { click: '[data-person]:not(:has(.chip)) button' },
    { click: '[data-do="give"]' },
  ]),
  board('/members', 'members-leave', 'Asked before leaving the programme', '[data-person] .notice.danger', 'participant', [
    { click: '[data-person] button' },
    { click: '[data-do="leave"]' },
  ]),
  board('/members#invite', 'members-invite', 'The invitations', 'main form select'),
  board('/members#invite', 'members-invited', 'An invitation made on the members\' page', '.made .link input', 'facilitator', [
    { click: 'main form button.first' },
  ]),
  board('/members#door', 'members-door', 'The door, closed', 'main form select'),
  board('/members#door', 'members-door-waiting', 'Somebody waits at the door', 'main [data-knock]', 'facilitator', [
    { meanwhile: 'knock' },
  ]),
  board('#plan/lobby', 'lobby-waiting', 'Somebody waits, seen from the table', 'aside [data-knock]', 'facilitator', [
    { meanwhile: 'knock' },
  ]),
  board('#plan', 'lobby-knocked', 'The table tells that somebody waits', 'header button.door', 'facilitator', [
    { meanwhile: 'knock' },
  ]),
  board('#plan', 'pen', 'Somebody else has just said who writes now', '[data-notice="pen"]', 'participant', [
    { meanwhile: 'pen' },
  ]),
  {
    ...board('#plan', 'cannot', 'What one lost while it was at hand, tried all the same', '[data-notice="cannot"]', 'participant', [
      { meanwhile: 'pen' },
      { wait: '[data-notice="pen"]' },
      { click: '#plan .add button' },
    ]),
    wide: true,
  },
  board('#plan', 'role', 'Somebody has just given me another role', '[data-notice="role"]', 'participant', [
    { meanwhile: 'role' },
  ]),
  board('/members#door', 'members-door-open', 'The door, open, with its code', '.open .code', 'facilitator', [
    { click: 'main form button.first' },
  ]),
  board('/members#log', 'members-log', 'The log of who did what', 'main ol li'),
  board('/members#keeping', 'members-keeping', 'How long a programme is kept', '[data-not-offered]'),
  board('/members#keeping', 'keeping-refused', 'A day until which nothing can be kept', '[role="alert"]:not(:empty)', 'facilitator', [
    { fill: 'main input[type="date"]', with: '' },
    { click: 'main form button.first' },
  ]),
  board('/mine', 'mine-notes', 'What has become of my notes', '[data-mine="notes"] h2', 'mentee'),
  board('/mine', 'mine', 'What I wrote, to take along or to delete', '[data-forget="contributions"]', 'participant'),
  board('/mine', 'mine-outside', 'The same for who does not sit at the table', '[data-forget="contributions"]', 'observer'),
  board('/mine', 'mine-stranger', 'What one wrote where one does not belong', 'main h1', 'stranger'),
  board('/mine', 'mine-taken', 'What I wrote, just taken out', '.mine [role="status"] p', 'participant', [
    { click: '[data-take="0"]' },
  ]),
  board('/mine', 'over-name', 'Asked before my name is removed', 'dialog[open] [data-sure="name"]', 'participant', [
    { click: '[data-forget="name"]' },
  ]),
  board(
    '/mine',
    'over-contributions',
    'Asked before what I wrote is deleted',
    'dialog[open] [data-sure="contributions"]',
    'participant',
    [{ click: '[data-forget="contributions"]' }],
  ),
  // The last of its page: from here on the whole was offered.
  board('/members#keeping', 'over-programme', 'Asked before a programme is deleted', 'dialog[open] [data-sure="programme"]', 'facilitator', [
    { click: '[data-take="0"]' },
    { click: '[data-end]' },
  ]),
  board('/members#keeping', 'programme-other-words', 'Another title typed than the one that is to be deleted', 'dialog[open] [role="alert"]', 'facilitator', [
    { click: '[data-end]' },
    { fill: 'dialog[open] input', with: 'x' },
    { click: 'dialog[open] .button.danger' },
  ]),
  confidential('confidential-stranger', 'The confidential table of a programme one has nothing to do with', 'main h1', [], {
    as: 'stranger',
  }),
  confidential('confidential-association', 'The same for who sits at the shared table alone', 'main h1', [], {
    as: 'participant',
  }),
  confidential('confidential-closed', 'A confidential table that nobody has opened', '[data-threshold="closed"] button', [], {
    of: 'closed',
  }),
  confidential('confidential-outside', 'Before the door of the confidential table', '[data-threshold="outside"] button', [], {
    of: 'open',
    as: 'mentor',
  }),
  confidential('confidential-waiting', 'Waiting to be let in to the confidential table', '[data-threshold="waiting"] h1', [], {
    of: 'knocked',
    as: 'mentor',
  }),
  confidential('confidential-empty', 'A confidential table with nothing on it yet', '#asides .empty', [], { of: 'bare' }),
  confidential('confidential', 'The confidential table, with somebody at its door', '[data-door] button'),
  confidential('confidential-mentor', 'The same as the mentor city sees it', '#journal .leaf', [], { as: 'mentor' }),
  confidential('confidential-writing', 'A confidential note open for writing', '#asides .text-field.open', [
    { click: '#asides .text-field' },
  ]),
  confidential('confidential-invite', 'Who may be asked in to the confidential table', '[data-leading] button', [
    { click: '.people summary' },
  ]),
  confidential('confidential-invited', 'Somebody has just been asked in, or is no more', '.people .said:focus', [
    { click: '.people summary' },
    { click: '[data-leading] button' },
  ]),
  confidential('confidential-summary', 'What the confidential table promises, at hand', '.head .promises', [
    { click: '.head summary' },
  ]),
  confidential('confidential-prompts', 'What a mentor does not do, at hand', '[data-prompts="not"] li', [
    { click: '[data-prompts="not"] summary' },
  ]),
  confidential('confidential-off-record', 'Asked before the talk is ended', '[data-off-record] .notice.danger', [
    { click: '[data-off-record] form button[type="button"]' },
  ]),
  confidential('menu-confidential', 'The menu of the confidential table', 'dialog[open] li', [{ click: more }]),
  confidential('menu-confidential-note', 'The menu of one confidential note', 'dialog[open] li', [
    { click: '#asides .leaf button[aria-haspopup="dialog"]' },
  ]),
  confidential('over-share', 'Asked before something is shared', 'dialog[open] [data-readers] li', [
    { click: '#questions [data-does="share"]' },
  ]),
  confidential('confidential-shared', 'Something has just been shared', 'dialog[open] [data-shared] + p a', [
    { click: '#asides [data-does="share"]' },
    { wait: 'dialog[open] [data-readers] li' },
    { click: 'dialog[open] [data-does="share-now"]' },
  ]),
  ...confidentialPanels.map((panel) =>
    confidential(`confidential-${panel}`, `The panel ${panel} at the confidential table`, 'aside h2', [], { rest: `#${panel}` }),
  ),
  confidential('confidential-item', 'Beside the confidential table: details of one question', 'aside nav.tabs', [
    { click: '#questions .leaf button[aria-haspopup="dialog"]' },
    { click: does('details') },
  ]),
  confidential('confidential-projector', 'The confidential table in projector view', '[data-curtain] button', [
    { click: more },
    { click: does('projector') },
  ]),
  board('#plan', 'simple', 'Simple mode: the notes alone', '[data-simple]', 'participant', [{ click: more }, { click: does('simple') }]),
  led('', 'session', 'A session is on', '[data-session] [data-does="raise"]'),
  led('', 'session-leading', 'Leading a session', '[data-leading]', 'facilitator'),
  led('', 'session-hand', 'My hand is up', '[data-session] .up', 'participant', [{ click: '[data-does="raise"]' }]),
  led('', 'session-floor', 'I have the floor', '[data-session] .floor', 'participant', [{ wait: '[data-session]' }, { meanwhile: 'floor' }]),
  led('', 'session-last-minute', 'The last minute', '[data-time="last"]', 'participant', [{ wait: '[data-session]' }, { meanwhile: 'minute' }]),
  led('', 'session-here', 'Brought to an action', '[data-here-strip] button', 'participant', [{ wait: '[data-session]' }, { meanwhile: 'bring' }]),
  led('', 'session-reordered', 'An action has another number', '[data-notice="reordered"]', 'participant', [{ wait: '[data-session]' }, { meanwhile: 'reorder' }]),
  led('', 'session-closed', 'The session has just been closed', '[data-session-closed] button', 'participant', [{ wait: '[data-session]' }, { meanwhile: 'close' }]),
  led('', 'session-more', 'What else who leads can do', 'dialog[open] li', 'facilitator', [{ click: '[data-menu="leading"]' }]),
  led('', 'session-minutes', 'For how long the timer runs', 'dialog[open] li', 'facilitator', [{ click: '[data-leading] [data-does="timer"]' }]),
  { ...led('', 'session-brought', 'Everybody was just brought here', '[data-notice="brought"]', 'facilitator', [{ click: '[data-does="bring"]' }]), wide: true },
  led('#plan/session', 'session-agenda', 'The agenda, to read', 'aside [data-agenda] li'),
  led('#plan/session', 'session-agenda-lead', 'The agenda, for who leads', 'aside [data-closing], aside [data-does="close-session"]', 'facilitator'),
  led('#plan/session', 'session-point', 'An agenda point being changed', 'aside [data-value="minutes"] input', 'facilitator', [
    { click: 'aside [data-agenda] [aria-haspopup="dialog"]' },
    { click: does('change') },
  ]),
  led('#plan/session', 'session-closing', 'Asked before a session is closed', 'aside [data-closing] button', 'facilitator', [
    { click: '[data-does="close-session"]' },
  ]),
  led('', 'session-suggested', 'The next step by what was prepared', '[data-suggested] [data-step]', 'facilitator'),
  board('#plan/session', 'session-template', 'A session to be opened from a template', 'aside ol li', 'facilitator', [
    { choose: '[data-does="template"]', option: 3 },
  ]),
  board('#plan/session', 'session-asks', 'A session being prepared, with a vote at a point', 'aside [data-asks] input', 'facilitator', [
    { choose: '[data-does="template"]', option: 1 },
    { click: '[data-does="prepare-session"]' },
    { click: 'aside [data-agenda] [aria-haspopup="dialog"]' },
    { click: does('change') },
    { fill: 'aside [data-ask] input', with: 'Prima?' },
    { click: '[data-does="prepare-vote"]' },
  ]),
  board('#plan/session', 'session-prepared', 'Sessions that are prepared', 'aside [data-prepared] button', 'facilitator', [
    { click: '[data-does="prepare-session"]' },
    { click: '[data-does="prepared"]' },
  ]),
  led('#notes', 'asked-begin-round', 'Beginning a writing round', '.asked form input', 'facilitator', [
    { click: '[data-does="new-round"]' },
  ]),
  led('#notes', 'asked-begin-vote', 'Beginning a vote, with everything else there is', '.asked details select', 'facilitator', [
    { click: '[data-does="new-vote"]' },
    { click: '.asked details summary' },
  ]),
  led('#notes', 'asked-round', 'A writing round with a note of mine', '[data-round] .mine li', 'facilitator', [
    { click: '[data-does="new-round"]' },
    { fill: '.asked form input', with: 'Casa?' },
    { click: '.asked form .button' },
    { fill: '[data-round] textarea', with: 'Uno' },
    { click: '[data-round] form button' },
  ]),
  led('#notes', 'asked-reveal', 'Asked before a round is revealed', '[data-does="reveal-now"]', 'facilitator', [
    { click: '[data-does="reveal"]' },
  ]),
  led('#notes', 'asked-vote', 'A vote by dots', '[data-poll] [data-dots="1"]', 'facilitator', [
    { click: '[data-does="new-vote"]' },
    { fill: '.asked form input', with: 'Prima?' },
    { choose: '.asked form select', option: 1 },
    { click: '.asked form .row .button' },
    { click: '[data-poll] .step:last-child' },
  ]),
  led('#notes', 'asked-result', 'What came of a vote', '[data-poll] table', 'facilitator', [{ click: '[data-does="show-vote"]' }]),
  led('', 'asked-outcome', 'What came of a vote, from where it stands with what was voted on', 'aside [data-poll-shown]', 'facilitator', [
    { click: '[data-chip="outcome"]' },
  ]),
  led('#plan/teams', 'teams-making', 'Making breakout groups', 'aside [data-does="divide"]', 'facilitator'),
  led('', 'team-mine', 'I am in a breakout group', '[data-my-team] .composer', 'participant', [{ wait: '[data-session]' }, { meanwhile: 'teams' }]),
  led('#plan/teams', 'teams-back', 'Asked before the groups are brought back', 'aside [data-bring-back]', 'facilitator', [
    { meanwhile: 'teams' },
    { click: 'aside [data-does="bring-back"]' },
  ]),
  led('#plan/hands', 'session-hands', 'Who speaks next', 'aside [data-waiting] li'),
  led('#plan/hands', 'session-hands-lead', 'Who speaks next, for who leads', 'aside [data-silent]', 'facilitator'),
  board('#plan/history', 'history-preview', 'The table as it was', 'aside .earlier', 'facilitator', [
    { click: 'aside details summary' },
    { click: 'aside details button' },
  ]),
]

/**
 * What no steps lead to, and why, in the words of the test that compares this list with the code. The browser's tests of
 * states, rows and people look at these instead; likewise at what needs a server that refuses (the tray of refused texts)
 * and at somebody else's caret in a cell, and a text that is put in the trash while one writes it.
 */
export const beyond: Readonly<Record<string, string>> = {
  'tab proposals of note': 'nobody proposes to change what somebody else has said',
  'tab proposals of group': 'groups are changed by hand',
  'notice proposed': 'who writes must change while a text is on its way; a test of its own looks at it',
  'notice called': 'somebody else must call me in a comment',
  'notice undone': 'only told when it is out of sight, which depends on the screen',
  'notice undonePartly': 'somebody else must have changed a part of the step',
  'notice notUndone': 'somebody else must have changed the value',
  'warning ended': 'the session must be ended from another page',
  'warning upgrade': 'the server must be newer than the page',
  'warning turnedAway': 'ten more pages of the same person must be open',
  'warning ending': 'the server looks once a day which programmes end',
  'warning insecure': 'the page must have come by plain http from another machine',
}
