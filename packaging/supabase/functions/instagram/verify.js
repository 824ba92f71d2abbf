// The parts that need no server: who calls, and whether the body is what Meta signed.

/**
 * Meta's question when a webhook is set up: the challenge to answer with, or null for a stranger.
 * @param {URL} url
 * @param {string} verifyToken
 * @returns {string | null}
 */
export function challenge(url, verifyToken) {
  const asks = url.searchParams.get('hub.mode') === 'subscribe';
  const token = url.searchParams.get('hub.verify_token') ?? '';
  return asks && verifyToken !== '' && sameText(token, verifyToken) ? url.searchParams.get('hub.challenge') : null;
}

/**
 * Whether one of these secrets signed these bytes. The bytes as they came: Meta writes other characters as escapes before
 * it signs, so parsed and written again they would be others.
 * @param {Uint8Array} body
 * @param {string | null} header
 * @param {string[]} secrets
 * @returns {Promise<boolean>}
 */
export async function signed(body, header, secrets) {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  if (!given) {
    return false;
  }
  const claimed = Uint8Array.from(given.match(/../g), (pair) => parseInt(pair, 16));
  let good = false;
  for (const secret of secrets.filter((each) => each !== '')) {
    const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' },
      false, ['verify']);
    // Web Crypto compares in constant time.
    good = (await crypto.subtle.verify('HMAC', key, claimed, body)) || good;
  }
  return good;
}

/** @param {string} one @param {string} other @returns {boolean} */
function sameText(one, other) {
  const a = new TextEncoder().encode(one);
  const b = new TextEncoder().encode(other);
  let different = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) {
    different |= (a[i] ?? 0) ^ b[i];
  }
  return different === 0;
}
