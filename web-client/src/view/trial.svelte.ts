import type { Me } from '../net/api.types'

/** Whether others on the network can read along, because the server was told to do without https (H11). */
class Trial {
  // Browsers call a page insecure when it came by plain http from another machine.
  insecure = $state(globalThis.isSecureContext === false)

  learn(me: Me): void {
    if (me.insecure === true) this.insecure = true
  }
}

export const trial = new Trial()
