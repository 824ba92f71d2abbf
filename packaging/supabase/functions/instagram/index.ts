// Takes Meta's webhook calls for Instagram and passes them on, as they are, to a private Realtime topic.
import { challenge, signed } from './verify.js';

const env = (name: string): string => Deno.env.get(name) ?? '';
const MOST_BYTES = 1_000_000;
// Meta waits a few seconds for an answer.
const PATIENCE_MS = 4_000;

Deno.serve(async (request: Request): Promise<Response> => {
  if (request.method === 'GET') {
    const answer = challenge(new URL(request.url), env('INSTAGRAM_VERIFY_TOKEN'));
    return answer === null
      ? new Response('Forbidden', { status: 403 })
      : new Response(answer, { headers: { 'Content-Type': 'text/plain' } });
  }
  if (request.method !== 'POST') {
    return new Response('Method not allowed', { status: 405 });
  }
  if (Number(request.headers.get('Content-Length') ?? '0') > MOST_BYTES) {
    return new Response('Too large', { status: 413 });
  }
  const body = await bytes(request);
  if (body === null) {
    return new Response('Too large', { status: 413 });
  }
  // Instagram signs with its own app secret; some payloads come signed with the Meta app's.
  const secrets = [env('INSTAGRAM_APP_SECRET'), env('META_APP_SECRET')];
  if (!(await signed(body, request.headers.get('X-Hub-Signature-256'), secrets))) {
    return new Response('Forbidden', { status: 403 });
  }
  let payload: unknown;
  try {
    payload = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return new Response('Not JSON', { status: 400 });
  }
  // Meta sends again what was not answered with 200.
  return (await broadcast(payload))
    ? new Response('OK')
    : new Response('Not passed on', { status: 503 });
});

/** The whole body, or null when it is larger than Meta's are, whatever length it claims. */
async function bytes(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const all = new Uint8Array(MOST_BYTES);
  let length = 0;
  for await (const part of request.body ?? []) {
    if (length + part.length > MOST_BYTES) {
      return null;
    }
    all.set(part, length);
    length += part.length;
  }
  return all.slice(0, length);
}

async function broadcast(payload: unknown): Promise<boolean> {
  const key = env('SUPABASE_SERVICE_ROLE_KEY');
  try {
    const sent = await fetch(`${env('SUPABASE_URL')}/realtime/v1/api/broadcast`, {
      method: 'POST',
      headers: { apikey: key, Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        messages: [{ topic: env('AJAR_TOPIC') || 'instagram', event: 'webhook', payload, private: true }],
      }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await sent.body?.cancel();
    return sent.ok;
  } catch (error) {
    // Its name alone: the message may hold the address.
    console.error('The topic could not be reached:', error instanceof Error ? error.name : 'unknown');
    return false;
  }
}
