import type { INodeParameters } from 'n8n-workflow';
import { range } from 'lodash';

import { chatOf, errorIn, useCallGear } from '../support';

const { callGear, upload, calls, chats, loginCredential } = useCallGear();

const run = async (count: number, parameters: INodeParameters = {}, changes: object = {}) =>
	await upload(
		range(count).map((index) => chatOf(index)),
		parameters,
		{
			credentials: { callGearApi: { ...loginCredential(), ...changes } as never },
			onError: 'continueErrorOutput',
		},
	);
const methods = () => calls().map(({ method }) => method);
const one = { batchSize: 1, concurrency: 1, accountTimezone: 'Asia/Dubai' };

/** Ends all sessions upon the n-th upload, as if their hour were over. */
function expireAt(upload: number) {
	let expired = false;
	const { tokens } = callGear().state;
	const get = tokens.get.bind(tokens);
	tokens.get = (key) => {
		if (!expired && calls('upload.chats').length >= upload) {
			expired = true;
			for (const token of tokens.values()) if (token.kind === 'session') token.diesAt = 0;
		}
		return get(key);
	};
}

describe('login and password', () => {
	it('log in once per execution, for the zone and all uploads', async () => {
		const { error } = await run(3, { options: { batchSize: 1 } });
		expect(error).toBeUndefined();
		expect(methods()).toEqual(['login.user', 'get.account', 'upload.chats', 'upload.chats', 'upload.chats']);
		const { login, password } = callGear().keys;
		expect(calls('login.user')[0].params).toEqual({ login, password });
		expect(chats()).toHaveLength(3);
	});

	it.each(['access_token_expired', 'access_token_invalid'] as const)(
		'renew a session that dies in the middle of a run (%s), and send the refused batch once more',
		async (deadSession) => {
			callGear().settings.deadSession = deadSession;
			expireAt(3);
			const { main, failed } = await run(5, { options: one });
			expect(failed).toEqual([]);
			expect(main).toHaveLength(5);
			expect(chats().map(({ ext_id }) => ext_id)).toEqual(range(5).map((index) => `tg-${index}`));
			expect(calls('login.user')).toHaveLength(2);
			expect(calls('upload.chats')).toHaveLength(6);
		},
	);

	it('renew it once for all batches under way', async () => {
		callGear().faults.add({
			when: { bodyIncludes: 'upload.chats' },
			times: Infinity,
			fault: { kind: 'delay', ms: 50 },
		});
		expireAt(5);
		const { main } = await run(12, { options: { ...one, concurrency: 4 } });
		expect(main).toHaveLength(12);
		expect(chats()).toHaveLength(12);
		expect(calls('login.user')).toHaveLength(2);
	});

	it('give up a session that is refused at once', async () => {
		callGear().settings.sessionSeconds = 0;
		const { failed } = await run(3, { options: one });
		expect(methods()).toEqual(['login.user', 'upload.chats', 'login.user', 'upload.chats']);
		expect(failed.map(errorIn)).toMatchObject(Array(3).fill({ message: 'The API key has expired' }));
	});

	it('that are wrong are told as such', async () => {
		const { failed } = await run(2, {}, { password: 'wrong-password' });
		expect(errorIn(failed[1])).toMatchObject({
			message: 'CallGear did not accept login and password',
			vendorCode: 'auth_error',
		});
		expect(methods()).toEqual(['login.user']);
	});

	it('are not needed where a key is given: a dead key is not renewed', async () => {
		callGear().state.tokens.clear();
		await upload([chatOf()], { options: one }, { onError: 'continueErrorOutput' });
		expect(methods()).toEqual(['upload.chats']);
	});
});
