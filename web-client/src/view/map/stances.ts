import type { Item } from '../../board/types'

/** The signs of what part a stakeholder has in the plan, in a square of 30 by 30 around its middle. No party has one of them. */
export const signs: Readonly<Record<string, string>> = {
  leads: 'M0-14 12.4-7V7L0 14-12.4 7V-7z',
  partner: 'M-7-10H7A10 10 0 0 1 7 10H-7A10 10 0 0 1-7-10z',
  affected: 'M0-13A13 13 0 1 1 0 13 13 13 0 1 1 0-13z',
  unheard: 'M-10-13H10A4 4 0 0 1 14-9V5A4 4 0 0 1 10 9H-2L-8 15V9H-10A4 4 0 0 1-14 5V-9A4 4 0 0 1-10-13z',
  '': 'M0-10 10 0 0 10-10 0z',
}

export function stanceOf(item: Item): string {
  const stance = item.fields['stance']
  return typeof stance === 'string' && stance in signs ? stance : ''
}

export function isUnheard(item: Item): boolean {
  return item.fields['stance'] === 'unheard'
}
