import { chatOf, errorIn, useCallGear } from '../support';

const { callGear, upload, calls, chats, loginCredential } = useCallGear();

const FAULTS = ['resetAfter', 'resetBefore', 'html', 'cutJson', 'empty', 'truncated', 'hang'] as const;
const byLogin = () => ({ credentials: { callGearApi: loginCredential() as never } });
const zone = { accountTimezone: 'Asia/Dubai' };
const options = { timeout: 500, maxTries: 1 };

/** Uploads one chat while a method fails in some way. */
async function failing(method: string, kind: (typeof FAULTS)[number], more: object, known: object = {}) {
	callGear().faults.add({ when: { bodyIncludes: method }, times: Infinity, fault: { kind } });
	const { failed, main } = await upload(
		[chatOf()],
		{ options: { ...options, ...known } },
		{ onError: 'continueErrorOutput', ...more },
	);
	expect(main).toEqual([]);
	return errorIn(failed[0]);
}

describe('whether a chat may have arrived', () => {
	it.each(FAULTS)('is no question when the account’s zone cannot be asked: %s', async (kind) => {
		const { delivery, description } = await failing('get.account', kind, {});
		expect(delivery).toBe('notSent');
		expect(description).toContain("when the node asked CallGear for the account's time zone");
		expect(calls('upload.chats')).toEqual([]);
	});

	it.each(FAULTS)('is no question when nobody can log in: %s', async (kind) => {
		const { delivery } = await failing('login.user', kind, byLogin(), zone);
		expect(delivery).toBe('notSent');
		expect(calls('upload.chats')).toEqual([]);
	});

	it.each(FAULTS)('is no question when the session has died and nobody can log in anew: %s', async (kind) => {
		callGear().settings.sessionSeconds = 0;
		callGear().faults.add({
			when: { bodyIncludes: 'login.user' },
			times: 1,
			fault: { kind: 'delay', ms: 1 },
		});
		callGear().faults.add({ when: { bodyIncludes: 'login.user' }, times: Infinity, fault: { kind } });
		const { failed } = await upload(
			[chatOf()],
			{ options: { ...options, ...zone } },
			{ onError: 'continueErrorOutput', ...byLogin() },
		);
		expect(errorIn(failed[0]).delivery).toBe('notSent');
		const counts = [calls('login.user').length, calls('upload.chats').length, chats().length];
		expect(counts).toEqual([2, 1, 0]);
	});

	it.each(FAULTS)('is open once it has been sent: %s', async (kind) => {
		const { delivery } = await failing('upload.chats', kind, {}, zone);
		expect(delivery).toBe('uncertain');
	});
});
