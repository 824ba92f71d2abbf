// Asks the parts of the edge function that need no server. The path of verify.js is given.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const { challenge, signed } = await import(pathToFileURL(process.argv[2]).href);
const url = (query) => new URL(`https://project.example/functions/v1/instagram?${query}`);
const body = new TextEncoder().encode('{"object":"instagram","text":"Gr\\u00fc\\u00dfe"}');
const sign = (secret, bytes = body) => `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

assert.equal(challenge(url('hub.mode=subscribe&hub.verify_token=word&hub.challenge=1158201444'), 'word'), '1158201444');
assert.equal(challenge(url('hub.mode=subscribe&hub.verify_token=wor&hub.challenge=1'), 'word'), null);
assert.equal(challenge(url('hub.mode=subscribe&hub.verify_token=words&hub.challenge=1'), 'word'), null);
assert.equal(challenge(url('hub.mode=subscribe&hub.verify_token=&hub.challenge=1'), ''), null);
assert.equal(challenge(url('hub.verify_token=word&hub.challenge=1'), 'word'), null);

assert.equal(await signed(body, sign('instagram secret'), ['instagram secret', 'meta secret']), true);
assert.equal(await signed(body, sign('meta secret'), ['instagram secret', 'meta secret']), true);
assert.equal(await signed(body, sign('meta secret').toUpperCase().replace('SHA256', 'sha256'), ['meta secret']), true);
assert.equal(await signed(body, sign('another'), ['instagram secret', 'meta secret']), false);
assert.equal(await signed(body, sign(''), ['', 'meta secret']), false);
assert.equal(await signed(body, null, ['meta secret']), false);
assert.equal(await signed(body, 'sha256=00', ['meta secret']), false);
assert.equal(await signed(body, sign('meta secret').slice(7), ['meta secret']), false);
const again = new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(body))));
assert.equal(await signed(again, sign('meta secret'), ['meta secret']), false);
console.log('well');
