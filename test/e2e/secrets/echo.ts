import type { Fault, Received } from '../../../sandbox';
import { type Call, isCall } from '../../../testkit/contract';
import type { Joined } from '../../../tools/endurance/join';

import type { KnownSecrets } from './known';

/** The ways in which a vendor may repeat what it was sent. */
export const ECHOES = [200, 400, 401, 403, 404, 500, 'page'] as const;
export type Echo = (typeof ECHOES)[number];

const ORDINARY = /^(host|accept|user-agent|content-|connection|transfer|accept-encoding)/;

/** A refusal in every vendor's shape at once, whose words are the request's own headers and body. */
function echoed({ headers, body }: Received, echo: Echo): Fault {
	const telling = Object.entries(headers).filter(([name]) => !ORDINARY.test(name));
	const words = `${telling.map(([name, value]) => `${name}: ${String(value)}`).join('; ')} ${JSON.stringify(body)}`;
	if (echo === 'page') {
		return { kind: 'status', status: 200, headers: { 'content-type': 'text/html' }, body: `<p>${words}</p>` };
	}
	const shapes = {
		statusCode: 7,
		statusMessage: words,
		message: words,
		error_message: words,
		error_description: words,
		ErrorType: words,
		ErrorMessage: words,
		error: { code: -32_000, message: words, data: { mnemonic: words, field: words, value: words } },
	};
	return { kind: 'status', status: echo, body: shapes };
}

/** Puts a vendor under watch: what it is sent becomes known as secret, and what it is told to repeat it repeats. */
export function watchVendor({ faults }: Joined['vendor'], secrets: KnownSecrets) {
	const take = faults.take.bind(faults);
	let told: { call: Call; echo: Echo } | undefined;
	faults.take = (received) => {
		secrets.addFrom(received);
		return told && isCall(told.call, received) ? echoed(received, told.echo) : take(received);
	};
	return {
		repeat: (call: Call, echo: Echo) => (told = { call, echo }),
		behave: () => (told = undefined),
	};
}
