// Takes Meta's webhook calls for Instagram and passes them on, as they are, to a private Realtime topic.
import { challenge, signed } from './verify.js';

const env = (name: string): string => Deno.env.get(name) ?? '';
const MOST_BYTES = 1_000_000;

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
  const body = new Uint8Array(await request.arrayBuffer());
  // Instagram signs with its own app secret; some payloads come signed with the Meta app's.
  const secrets = [env('INSTAGRAM_APP_SECRET'), env('META_APP_SECRET')];
  if (body.length > MOST_BYTES || !(await signed(body, request.headers.get('X-Hub-Signature-256'), secrets))) {
    return new Response('Forbidden', { status: 403 });
  }
  let payload: unknown;
  try {
    payload = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return new Response('Not JSON', { status: 400 });
  }
  const key = env('SUPABASE_SERVICE_ROLE_KEY');
  const sent = await fetch(`${env('SUPABASE_URL')}/realtime/v1/api/broadcast`, {
    method: 'POST',
    headers: { apikey: key, Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      messages: [{ topic: env('AJAR_TOPIC') || 'instagram', event: 'webhook', payload, private: true }],
    }),
  });
  await sent.body?.cancel();
  // Meta sends again what was not answered with 200.
  return new Response(sent.ok ? 'OK' : 'Not passed on', { status: sent.ok ? 200 : 503 });
});
