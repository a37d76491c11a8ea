/** CometD's own client, in a process of its own: `address headers channel…`; it prints each reply and event as a line, and takes its leave when its input ends. */

import { CometD } from 'cometd';
import { adapt } from 'cometd-nodejs-client';

adapt();
const [url, headers, ...channels] = process.argv.slice(2);
const print = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const cometd = new CometD();
cometd.unregisterTransport('websocket');
cometd.configure({ url, requestHeaders: JSON.parse(headers) });
cometd.addListener('/meta/handshake', print);
cometd.handshake(({ successful }) => {
	if (!successful) return;
	for (const channel of channels) cometd.subscribe(channel, print, print);
});
process.stdin.resume().on('end', () => cometd.disconnect(() => process.exit(0)));
