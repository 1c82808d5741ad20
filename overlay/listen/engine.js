/** Engine: who understands what is said, by what the owner chose, what this browser can and what service there is. No DOM. */

/**
 * @param {{by: 'auto' | 'browser' | 'service', service: object | null}} setup
 * @param {{device: string, vendor: boolean}} can
 * @returns {'device' | 'vendor' | 'service' | null}
 */
export function engineOf({ by, service }, can) {
  const device = can.device === 'available';
  if (by === 'service') return service ? 'service' : null;
  if (device) return 'device';
  if (by === 'auto' && service) return 'service';
  return can.vendor ? 'vendor' : null;
}
