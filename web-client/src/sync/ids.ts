import type { Id } from '../board/types'
import type { Random } from './ports'

/** A UUIDv7 (RFC 9562 §5.7): the time in milliseconds, then 74 random bits. */
export function newId(now: number, random: Random): Id {
  const time = Math.floor(now).toString(16).padStart(12, '0').slice(-12)
  const hex = (bits: number) => (random() >>> 0).toString(16).padStart(8, '0').slice(0, bits / 4)
  const variant = (8 + ((random() >>> 0) & 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-${variant}${hex(12)}-${hex(32)}${hex(16)}`
}

/** Between 0 and 1, without 1. */
export function fraction(random: Random): number {
  return (random() >>> 0) / 0x1_0000_0000
}
