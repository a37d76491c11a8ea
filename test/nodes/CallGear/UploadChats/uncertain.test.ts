import type { IDataObject } from 'n8n-workflow';
import { range } from 'lodash';

import { chatOf, errorIn, useCallGear } from '../support';

const { callGear, upload, calls, chats, loginCredential } = useCallGear();

const items = (count: number, change: (index: number) => IDataObject = () => ({})) =>
	range(count).map((index) => chatOf(index, change(index)));
const onError = 'continueErrorOutput' as const;
const zone = { accountTimezone: 'Asia/Dubai' };

describe('an outcome that nobody can tell', () => {
	const uncertain = async (options: IDataObject = {}) => {
		const { failed, main } = await upload(
			items(4),
			{ options: { ...zone, batchSize: 2, ...options } },
			{ onError },
		);
		expect(failed.map(({ json }) => json.ext_id)).toEqual(['tg-0', 'tg-1']);
		expect(main.map(({ json }) => json.ext_id)).toEqual(['tg-2', 'tg-3']);
		for (const item of failed) {
			expect(errorIn(item)).toMatchObject({ delivery: 'uncertain' });
			expect(errorIn(item).description).toContain('may have been carried out');
		}
		expect(calls().map(({ params }) => params.chats?.length)).toEqual([2, 2]);
		return failed.map(errorIn);
	};

	it.each(['resetAfter', 'cutJson', 'truncated', 'html', 'empty'] as const)(
		'is reported on each chat of the batch after %s',
		async (kind) => {
			callGear().faults.add({ fault: { kind } });
			await uncertain();
			expect(chats()).toHaveLength(4);
		},
	);

	it('is reported after a timeout', async () => {
		callGear().faults.add({ fault: { kind: 'hang' } });
		const [{ message }] = await uncertain({ timeout: 300 });
		expect(message).toBe('CallGear did not answer within 0.3 seconds');
	});

	it.each([[{}], [{ jsonrpc: '2.0', id: 1 }], [{ result: {} }], [{ result: { data: {} } }], [[]]])(
		'is reported after the odd answer %j',
		async (body) => {
			callGear().faults.add({ fault: { kind: 'wrongShape', body } });
			const [{ message }] = await uncertain();
			expect(message).toBe('CallGear gave an answer that the node does not understand');
		},
	);

	it.each([
		['zero', 0],
		['a negative one', -1],
		['a fraction', 1.5],
		['a word', 'x1'],
		['nothing', null],
	])('is reported when an ID is none: %s', async (_, id) => {
		const body = { jsonrpc: '2.0', id: 1, result: { data: [{ id }, { id: 880002 }] } };
		callGear().faults.add({ fault: { kind: 'wrongShape', body } });
		const [{ message }] = await uncertain();
		expect(message).toBe('CallGear gave an answer that the node does not understand');
	});

	it('is reported when two chats have one ID', async () => {
		const body = { jsonrpc: '2.0', id: 1, result: { data: [{ id: 880001 }, { id: '880001' }] } };
		callGear().faults.add({ fault: { kind: 'wrongShape', body } });
		const [{ message, description }] = await uncertain();
		expect(message).toBe('CallGear gave 1 IDs for 2 chats');
		expect(description).toContain('look them up by their Own Chat ID (ext_id)');
	});

	it('is reported when there are fewer IDs than chats', async () => {
		callGear().faults.add({
			fault: { kind: 'wrongShape', body: { jsonrpc: '2.0', id: 1, result: { data: [{ id: 1 }] } } },
		});
		const [{ message, description }] = await uncertain();
		expect(message).toBe('CallGear gave 1 IDs for 2 chats');
		expect(description).toContain('look them up by their Own Chat ID (ext_id)');
	});

	it('is reported after internal_error, and nothing is halved or sent again', async () => {
		callGear().settings.internalError = 'after';
		const { failed } = await upload(items(4), { options: zone }, { onError });
		expect(errorIn(failed[0])).toMatchObject({
			message: 'CallGear stumbled over the request',
			vendorCode: 'internal_error',
			delivery: 'uncertain',
		});
		expect(calls()).toHaveLength(1);
		expect(chats()).toHaveLength(4);
	});

	it('is sent again only if the user wants that', async () => {
		callGear().faults.add({ fault: { kind: 'resetBefore' } });
		const { error } = await upload(items(2), { options: { ...zone, retryUncertainSends: true } });
		expect(error).toBeUndefined();
		expect(chats()).toHaveLength(2);
	});

	it.each([true, false])(
		'outlives a refusal of what is sent again, the value named: %p',
		async (namesField) => {
			Object.assign(callGear().settings, { repeatedExtId: 'duplicate_entity', namesField });
			callGear().faults.add({ fault: { kind: 'resetAfter' } });
			const { main, failed } = await upload(
				items(3),
				{ options: { ...zone, retryUncertainSends: true } },
				{ onError },
			);
			expect(main).toEqual([]);
			expect(failed.map((item) => errorIn(item).delivery)).toEqual(['uncertain', 'uncertain', 'uncertain']);
			expect(errorIn(failed[0])).toMatchObject({ vendorCode: 'duplicate_entity' });
			expect(errorIn(failed[0]).description).toContain('may have been carried out');
			expect(chats()).toHaveLength(3);
		},
	);

	it('outlives a session that dies before what is in doubt is sent again', async () => {
		callGear().settings.repeatedExtId = 'duplicate_entity';
		callGear().faults.add({ when: { bodyIncludes: 'upload.chats' }, fault: { kind: 'resetAfter' } });
		let uploads = 0;
		const { tokens } = callGear().state;
		const get = tokens.get.bind(tokens);
		tokens.get = (key) => {
			if (calls('upload.chats').length > uploads) {
				uploads += 1;
				if (uploads === 2)
					for (const token of tokens.values()) if (token.kind === 'session') token.diesAt = 0;
			}
			return get(key);
		};
		const { failed } = await upload(
			items(2),
			{ options: { ...zone, retryUncertainSends: true } },
			{ onError, credentials: { callGearApi: loginCredential() as never } },
		);
		expect(calls('login.user')).toHaveLength(2);
		expect(failed.map((item) => errorIn(item).delivery)).toEqual(['uncertain', 'uncertain']);
	});

	it('does not arise from asking for the zone', async () => {
		callGear().faults.add({ fault: { kind: 'resetAfter' } });
		expect((await upload([chatOf()])).error).toBeUndefined();
		callGear().faults.add({ fault: { kind: 'html' }, times: Infinity });
		const { failed } = await upload([chatOf()], {}, { onError });
		expect(errorIn(failed[0])).toMatchObject({ delivery: 'notSent' });
		expect(errorIn(failed[0]).message).toMatch(/web page/);
	});
});

it('does not arise from IDs that come as text', async () => {
	const body = { jsonrpc: '2.0', id: 1, result: { data: [{ id: '880001' }, { id: 880002 }] } };
	callGear().faults.add({ fault: { kind: 'wrongShape', body } });
	const { main, error } = await upload(items(2), { options: zone });
	expect(error).toBeUndefined();
	expect(main.map(({ json }) => json.id)).toEqual([880001, 880002]);
});

it('keeps an ID that is too large for a number as text, exactly', async () => {
	const body =
		'{"jsonrpc":"2.0","id":1,"result":{"data":[{"id":12345678901234567890},{"id":9007199254740991},{"id":"98765432109876543210"}]}}';
	callGear().faults.add({ fault: { kind: 'status', status: 200, body } });
	const { main } = await upload(items(3), { options: zone });
	expect(main.map(({ json }) => json.id)).toEqual([
		'12345678901234567890',
		9007199254740991,
		'98765432109876543210',
	]);
});

it('pairs IDs with chats in the order in which they come, which CallGear does not promise', async () => {
	callGear().settings.shuffledIds = true;
	const { main } = await upload(items(3));
	expect(main.map(({ json }) => [json.ext_id, json.id])).toEqual([
		['tg-0', 880003],
		['tg-1', 880002],
		['tg-2', 880001],
	]);
});
