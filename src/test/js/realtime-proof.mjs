// The public client of Supabase Realtime against a server, told line by line what to do; says what it saw, as JSON lines.
import { createInterface } from 'node:readline';
import { RealtimeClient } from '@supabase/realtime-js';
import WebSocket from 'ws';

const [url, apikey, vsn] = process.argv.slice(2);
const say = (what, more = {}) => console.log(JSON.stringify({ what, ...more }));

const client = new RealtimeClient(`${url}/realtime/v1`, {
  params: { apikey },
  transport: WebSocket,
  vsn,
  heartbeatIntervalMs: 200,
  heartbeatCallback: (status) => say('heartbeat', { status }),
  reconnectAfterMs: () => 50,
});
let channel;

const act = {
  signIn: async (token) => client.setAuth(token),
  join: async (secret) => {
    channel = client.channel('instagram', { config: { private: secret === 'private', broadcast: { self: false } } });
    channel
      .on('postgres_changes', { event: '*', schema: 'public', table: 'messages' }, (change) => {
        say('row', { type: change.eventType, table: change.table, row: change.new, old: change.old });
      })
      .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'conversations' }, (change) => {
        say('row', { type: change.eventType, table: change.table, row: change.new, old: change.old });
      })
      .on('broadcast', { event: 'webhook' }, (message) => say('broadcast', { payload: message.payload }))
      .on('system', {}, (message) => say('system', { status: message.status, extension: message.extension }))
      .subscribe((status, error) => say('status', { status, reason: error ? String(error.message) : '' }));
  },
  send: async (text) => {
    say('sent', { result: await channel.send({ type: 'broadcast', event: 'webhook', payload: { text } }) });
  },
  post: async (text) => say('posted', await channel.httpSend('webhook', { text })),
  leave: async () => say('left', { result: await client.removeChannel(channel) }),
  end: async () => {
    await client.disconnect();
    process.exit(0);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, argument] = line.split(' ');
  await act[verb](argument);
}
