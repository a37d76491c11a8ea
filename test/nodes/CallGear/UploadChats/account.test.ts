import type { IDataObject } from 'n8n-workflow';
import { range } from 'lodash';

import { chatOf, errorIn, useCallGear } from '../support';

const { callGear, upload, calls, credential } = useCallGear();

const items = (count: number, change: (index: number) => IDataObject = () => ({})) =>
	range(count).map((index) => chatOf(index, change(index)));
const onError = 'continueErrorOutput' as const;
const zone = { accountTimezone: 'Asia/Dubai' };

describe('a refusal of the account', () => {
	it.each<[string, () => void, string, string | undefined, RegExp]>([
		[
			'an unknown key',
			() => callGear().state.tokens.clear(),
			'CallGear does not know the API key',
			'access_token_invalid',
			/Host: keys of callgear\.com are unknown on callgear\.ae/,
		],
		[
			'an expired key',
			() =>
				callGear().state.tokens.set(callGear().keys.accessToken, {
					kind: 'permanent',
					agent: false,
					state: 'expired',
				}),
			'The API key has expired',
			'access_token_expired',
			/Make a new key/,
		],
		[
			'a blocked key',
			() =>
				callGear().state.tokens.set(callGear().keys.accessToken, {
					kind: 'permanent',
					agent: false,
					state: 'blocked',
				}),
			'The API key is blocked',
			'access_token_blocked',
			/Unblock it/,
		],
		[
			'an address that is not on the list',
			() => (callGear().settings.whitelist = []),
			'CallGear does not let this n8n in: its IP address is not on the list',
			'ip_not_whitelisted',
			/CallGear saw the address 127\.0\.0\.1\./,
		],
		[
			'an account that is switched off',
			() => (callGear().settings.accountActive = false),
			'The CallGear account is switched off',
			'account_inactive',
			/activate/,
		],
		[
			'a missing component',
			() => (callGear().settings.components = []),
			'A component that this needs is not part of the CallGear account',
			'method_component_disabled',
			/Any of these components will do: upload_chats\./,
		],
		[
			'a missing component, by its other code',
			() => Object.assign(callGear().settings, { components: [], componentOffCode: -32602 }),
			'A component that this needs is not part of the CallGear account',
			'method_component_disabled',
			/upload_chats/,
		],
		[
			'the points of the day used up',
			() => (callGear().settings.dayLimit = 0),
			"CallGear's points for today are used up (0)",
			'limit_exceeded',
			/Run the rest tomorrow/,
		],
	])(
		'is told once for %s, on every item, and nothing more is tried',
		async (_name, prepare, message, code, remedy) => {
			prepare();
			const { failed, main } = await upload(
				items(120),
				{ options: { ...zone, concurrency: 1 } },
				{ onError },
			);
			expect(main).toEqual([]);
			expect(failed).toHaveLength(120);
			expect(calls()).toHaveLength(1);
			for (const index of [0, 49, 50, 119]) {
				expect(errorIn(failed[index])).toMatchObject({ message, vendorCode: code });
				expect(errorIn(failed[index]).description).toMatch(remedy);
			}
			expect(errorIn(failed[0])).toMatchObject({ delivery: 'refused', httpStatus: 200 });
			expect(errorIn(failed[119])).toMatchObject({ delivery: 'notSent' });
		},
	);

	it('is told for a right that the key lacks', async () => {
		callGear().state.tokens.set(callGear().keys.accessToken, {
			kind: 'permanent',
			agent: true,
			state: 'valid',
		});
		const { failed } = await upload([chatOf()], {}, { onError });
		expect(errorIn(failed[0])).toMatchObject({
			message: 'The CallGear user lacks the right for this',
			description: expect.stringMatching(
				/^This came up when the node asked CallGear for the account's time zone.*As an agent, enter Account Time Zone and User ID/,
			) as string,
			vendorCode: 'forbidden',
			delivery: 'notSent',
		});
	});

	it('that meets the question for the zone ends everything with one call', async () => {
		callGear().state.tokens.clear();
		const { error } = await upload(items(3));
		expect(error?.message).toBe('CallGear does not know the API key');
		expect(error?.description).toMatch(
			/^Open the credential and test it\. .* This came up when the node asked CallGear for the account's time zone, before anything was uploaded\. .*CallGear said/,
		);
		expect(calls().map(({ method }) => method)).toEqual(['get.account']);
	});
});

it.each([
	[
		'while it uploads',
		zone,
		/^Check the address in the credential and that this machine may connect to it\. Network/,
	],
	[
		'while it asks for the zone',
		{},
		/^Check the address.* This came up when the node asked CallGear for the/,
	],
])('names a host that cannot be reached, %s', async (_, options, description) => {
	const nowhere = { ...credential(), baseUrl: 'http://127.0.0.1:9' };
	const { error } = await upload(
		[chatOf()],
		{ options: { ...options, maxTries: 1 } },
		{ credentials: { callGearApi: nowhere as never } },
	);
	expect(error?.message).toBe('CallGear could not be reached at 127.0.0.1:9');
	expect(error?.description).toMatch(description);
});

describe('the zone of the account', () => {
	const askedFor = async (timezone: unknown) => {
		callGear().settings.timezone = timezone as string;
		return await upload([chatOf(0), chatOf(1)], {}, { onError });
	};

	it.each(['Asia/Dubai ', '\ufeffAsia/Dubai', ' Asia/Dubai\n', 'asia/dubai'])(
		'is taken without what does not belong to it: %j',
		async (timezone) => {
			// What the sandbox itself goes by must be a zone
			const body = { jsonrpc: '2.0', id: 1, result: { data: [{ app_id: 4711, name: 'Acme', timezone }] } };
			callGear().faults.add({ when: { bodyIncludes: 'get.account' }, fault: { kind: 'wrongShape', body } });
			const { main, failed } = await upload([chatOf()], {}, { onError });
			expect(failed).toEqual([]);
			expect(main[0].json.start_date_time).toBe('2026-02-03 10:00:00');
		},
	);

	it.each([
		['', 'CallGear gave no time zone for the account, by which no time can be told'],
		[null, 'CallGear gave no time zone for the account, by which no time can be told'],
		[
			'Mars/Olympus',
			'CallGear gave the time zone "Mars/Olympus" for the account, by which no time can be told',
		],
		['GST', 'CallGear gave the time zone "GST" for the account, by which no time can be told'],
	])('that no clock goes by is told, and no time is sent: %j', async (timezone, message) => {
		const { failed } = await askedFor(timezone);
		expect(failed.map(errorIn)).toMatchObject(Array(2).fill({ message, delivery: 'notSent' }));
		expect(errorIn(failed[0]).description).toContain('Enter Account Time Zone in the options');
		expect(calls().map(({ method }) => method)).toEqual(['get.account']);
	});

	it('can be entered for each chat on its own', async () => {
		const { main } = await upload([chatOf(0, { ext_id: 'Asia/Dubai' }), chatOf(1, { ext_id: 'UTC' })], {
			options: { accountTimezone: '={{ $json.ext_id }}' },
		});
		expect(main.map(({ json }) => json.start_date_time)).toEqual([
			'2026-02-03 10:00:00',
			'2026-02-03 06:00:00',
		]);
	});
});
