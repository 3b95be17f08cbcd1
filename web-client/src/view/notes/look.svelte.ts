import { everything, type NoteFilter } from './filter'

/** How the notes are looked at. It lives as long as the open board, also when another language draws the page anew. */
export class NotesLook {
  filter: NoteFilter = $state.raw(everything)
  list = $state(false)
}
