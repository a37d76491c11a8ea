import type { IDataObject } from 'n8n-workflow';

import { readJson } from '../../engine/answer';
import { BayeuxSession } from '../../engine/bayeux';
import type { RequestContext } from '../../engine/credential';
import type { Connection } from '../../engine/listen';
import { Occurrences } from '../../engine/occurrences';
import type { RequestOptions } from '../../engine/options';
import { noRetry } from '../../engine/retry';
import { refusal, VENDOR } from '../answers';
import { call, openSite } from '../api';
import { NOTIFICATIONS } from '../paths';
import { cookiesIn } from '../session';
import { readOwnId } from '../users';
import { readEvents } from './events';

const options = (timeoutMs: number): RequestOptions => ({
	itemIndex: 0,
	waited: { ms: 0 },
	// The listener itself tries again
	retry: noRetry,
	timeoutMs,
});

/** In milliseconds. */
const PROMPT_MS = 30_000;

/** Who says goodbye is not held. */
const FAREWELL_MS = 5_000;

/** Once the listener has ended nothing is sent any more but its farewell, which must not end with it. */
function unending(context: RequestContext): RequestContext {
	return Object.create(context, { getExecutionCancelSignal: { value: () => undefined } }) as RequestContext;
}

/**
 * Opens Genesys' notifications, a CometD server, for the agent of the credential.
 * https://en.docs.genesys.com/index.php?direction=prev&oldid=361037&title=Documentation%3AHTCC%3ADep%3ACometD%3A8.5.2
 *
 * @throws Failure when the login was refused, or Genesys does not let the channels be listened to
 */
export async function openNotifications(
	context: RequestContext,
	channels: string[],
	{ place, signal }: { place: string; signal: AbortSignal },
): Promise<Connection> {
	const site = await openSite(context, options(PROMPT_MS));
	const agentId = await readOwnId(site);
	/** Of the notifications alone, by their names: by them Genesys knows the session again. */
	const cookies = new Map<string, string>();
	const post = async (messages: object[], timeoutMs: number) => {
		const sender = signal.aborted
			? { ...site, context: unending(context), options: options(FAREWELL_MS) }
			: { ...site, options: options(timeoutMs) };
		const asked = {
			method: 'POST',
			effect: 'reads',
			path: NOTIFICATIONS,
			headers: {
				'Content-Type': 'application/json;charset=UTF-8',
				...(cookies.size === 0 ? {} : { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
			},
			body: messages as IDataObject[],
		} as const;
		return await call(sender, asked, (answer) => {
			for (const [name, value] of cookiesIn(answer.headers)) cookies.set(name, value);
			const failure = refusal(answer);
			if (failure) throw failure;
			return readJson(VENDOR, answer);
		});
	};
	const session = await BayeuxSession.open({ vendor: VENDOR, post, signal }, channels);
	const listener = { agentId, occurrences: Occurrences.of(place) };
	return {
		next: async () => (await session.next()).flatMap((published) => readEvents(published, listener)),
		close: async () => await session.close(),
	};
}
