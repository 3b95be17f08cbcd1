import type { Me } from '../../net/api.types'

/** Who runs this installation and how they are reached, as the server tells it (H11); empty where it says nothing. */
class Installation {
  operator = $state('')
  contact = $state('')

  learn(me: Me): void {
    this.operator = me.operator ?? ''
    this.contact = me.contact ?? ''
  }
}

export const installation = new Installation()
