import { unionBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Received } from '../../../sandbox/store';
import type { Variant } from '../../../testkit/contract';
import { type CallGear, type Call, knowledgeOf } from './support';

const NO_SESSION = 'An API key is good or bad for good';

/** What a key means for every contract of the room. */
export const byApiKey = (
	callGear: () => CallGear,
): Pick<Variant, 'credentials' | 'secrets' | 'exceptions'> => ({
	credentials: () => ({ callGearApi: knowledgeOf(callGear).credential() as never }),
	secrets: knowledgeOf(callGear).secrets,
	exceptions: {
		'401 once': { report: 'not delivered', because: NO_SESSION },
		'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
	},
});

/** The calls of a method that CallGear has carried out. */
export function carriedOut(callGear: () => CallGear, method: string): Call[] {
	const passed = ({ answer: { status, body } }: Received) =>
		status === 200 && typeof body === 'object' && body !== null && 'result' in body;
	return callGear()
		.store.requests()
		.filter(passed)
		.map(({ body }) => body as unknown as Call)
		.filter((call) => call.method === method);
}

/** The account as a run finds it: with these in its reports, among what other nodes have there, and a tariff that allows as many calls as tests make. */
export function prepareAccount(
	callGear: () => CallGear,
	{ chats = [], offlineMessages = [] }: { chats?: IDataObject[]; offlineMessages?: IDataObject[] } = {},
): void {
	const { settings, state } = callGear();
	Object.assign(settings, { dayLimit: 1e9, minuteLimit: 1e9 });
	state.chats = unionBy(chats, state.chats, 'id');
	state.offlineMessages = unionBy(offlineMessages, state.offlineMessages, 'id');
}
