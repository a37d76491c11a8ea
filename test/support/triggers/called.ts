import { gzipSync } from 'node:zlib';

import axios from 'axios';
import { range } from 'lodash';

import { isCall } from '../../../testkit/contract';
import type { FoundTrigger } from '../../../testkit/contracts';
import type { TriggerRun } from '../../../testkit/placedTrigger';
import type { EventSample } from '../../../testkit/trigger';
import { type PublishedTrigger, publishTrigger } from '../../../testkit/webhook';
import { runOf, type RunningVendor } from './run';

/** What a trigger keeps that the vendor calls. */
export function describeCalled(contract: FoundTrigger, vendor: RunningVendor): void {
	const { samples, foreign, signature, registration, answered, anotherAccount, unwanted = 200 } = contract;
	let trigger: PublishedTrigger;
	let placed: TriggerRun;
	beforeEach(async () => {
		placed = runOf(contract, vendor);
		trigger = await publishTrigger({
			...placed,
			...(registration ? { reachable: true } : {}),
		});
	});
	afterEach(async () => await trigger.stop());

	/** As the vendor sends it: signed over its bytes, unless other headers are given. */
	async function post(body: string | Buffer, headers: Record<string, string | undefined> = {}) {
		const signed = signature && { [signature.header]: signature.sign(Buffer.from(body), signature.secret) };
		const answer = await axios.post<unknown>(trigger.url, Buffer.from(body), {
			headers: { 'content-type': 'application/json', ...signed, ...headers },
			proxy: false,
			validateStatus: () => true,
		});
		return { status: answer.status, body: answer.data as Record<string, unknown> };
	}
	const bodyOf = ({ told }: EventSample) => JSON.stringify(told);
	const all = Object.values(samples);
	const [sample] = all;
	const expectNothing = () => {
		expect(trigger.started).toEqual([]);
		expect(trigger.failures).toEqual([]);
	};

	it.each(Object.entries(samples))('%s becomes its item', async (_, one) => {
		await expect(post(bodyOf(one))).resolves.toMatchObject({ status: 200 });
		expect(trigger.started).toEqual([[one.item]]);
	});

	it('events that come in another order, and all at once, start the flow once each', async () => {
		await Promise.all(all.map(async (one) => await post(bodyOf(one))).reverse());
		const keys = trigger.started.flat().map(({ eventKey }) => eventKey);
		expect(keys.sort()).toEqual(all.map(({ item }) => item.eventKey).sort());
	});

	it(`an event that comes ten times at once starts the flow ${answered ? 'each time' : 'once'}`, async () => {
		const answers = await Promise.all(range(10).map(async () => await post(bodyOf(sample))));
		expect(answers.map(({ status }) => status)).toEqual(range(10).map(() => 200));
		await post(bodyOf(sample));
		expect(trigger.started).toHaveLength(answered ? 11 : 1);
	});

	it('an event stands as it came beside its item, on request', async () => {
		await trigger.stop();
		trigger = await publishTrigger({
			...placed,
			parameters: { ...placed.parameters, includeRawEvent: true },
			...(registration ? { reachable: true } : {}),
		});
		await post(bodyOf(sample));
		expect(trigger.started).toEqual([[{ ...sample.item, raw: sample.told }]]);
	});

	if (anotherAccount) {
		it('what an account has sent says nothing about another one’s', async () => {
			const begun = Date.now();
			/** Whether the event starts the flow, so many seconds later: a credential counts for ten as it was read. */
			const startsAs = async (credentials: TriggerRun['credentials'], seconds: number) => {
				await trigger.stop();
				trigger = await publishTrigger({
					...placed,
					credentials,
					...(registration ? { reachable: true } : {}),
				});
				const now = jest.spyOn(Date, 'now').mockReturnValue(begun + seconds * 1000);
				await post(bodyOf(sample));
				now.mockRestore();
				return trigger.started.length === 1;
			};
			const own = placed.credentials;
			const started = [
				await startsAs(own, 0),
				await startsAs(own, 11),
				await startsAs(anotherAccount(vendor), 22),
			];
			expect(started).toEqual([true, false, true]);
		});
	}

	it('an event of a name that nobody knows is answered, and starts nothing', async () => {
		// Where an answer is waited for, none can be made up
		await expect(post(JSON.stringify(foreign))).resolves.toMatchObject({ status: answered ? 400 : unwanted });
		expectNothing();
	});

	it.each(['{"cut": [', 'hello', '<html></html>'])('a body that is no JSON is refused: %s', async (body) => {
		await expect(post(body)).resolves.toMatchObject({ status: 400, body: { reason: 'notJson' } });
		expectNothing();
	});

	it.each(['null', '[]', '7', '"text"', '{}'])('JSON that is no event starts nothing: %s', async (body) => {
		const { status } = await post(body);
		expect(status).toBeLessThan(500);
		expectNothing();
	});

	it('an event that comes packed starts the flow like any other', async () => {
		const body = bodyOf(sample);
		const signed = signature && { [signature.header]: signature.sign(Buffer.from(body), signature.secret) };
		await post(gzipSync(body), { 'content-encoding': 'gzip', ...signed });
		expect(trigger.started).toEqual([[sample.item]]);
	});

	it('the order of its keys, spaces and escapes are the vendor’s own affair', async () => {
		const odd = JSON.stringify(sample.told, null, 3).replace(
			/[^\x20-\x7e\n]/g,
			(letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);
		await post(odd);
		expect(trigger.started).toEqual([[sample.item]]);
	});

	if (signature) {
		const { header, sign, secret } = signature;
		const right = sign(Buffer.from(bodyOf(sample)), secret);
		it.each<[string, string | undefined]>([
			['no signature', undefined],
			['an empty signature', ''],
			['a signature that is cut short', right.slice(0, -1)],
			['a signature with something behind it', `${right}0`],
			['the signature of the secret before this one', sign(Buffer.from(bodyOf(sample)), `${secret}-old`)],
			['the signature of another body', sign(Buffer.from(`${bodyOf(sample)} `), secret)],
			['a signature with an empty secret', sign(Buffer.from(bodyOf(sample)), ' ')],
		])('%s is refused with a word why, and starts nothing', async (_, given) => {
			const answer = await post(bodyOf(sample), { [header]: given });
			expect(answer).toMatchObject({ status: 401, body: { accepted: false } });
			expect(String(answer.body.message)).toMatch(/\.$/);
			expect(JSON.stringify(answer.body)).not.toContain(secret);
			expect(JSON.stringify(answer.body)).not.toContain(right);
			expectNothing();
		});

		it('a body that was changed on its way is refused, and starts nothing', async () => {
			const changed = bodyOf(sample).replace(/\}$/, ',"added":1}');
			await expect(post(changed, { [header]: right })).resolves.toMatchObject({ status: 401 });
			expectNothing();
		});
	}

	it(`publishing it twice and taking it back ${registration ? 'enters its address once, and removes it once' : 'asks nothing of the vendor'}`, async () => {
		const publish = async () => (await trigger.asked('checkExists')) || (await trigger.asked('create'));
		await publish();
		await publish();
		await trigger.asked('delete');
		await trigger.asked('delete');
		const requests = vendor().store.requests();
		if (!registration) return expect(requests).toEqual([]);
		const count = (call: typeof registration.enter) => requests.filter((one) => isCall(call, one)).length;
		expect(count(registration.enter)).toBe(1);
		expect(count(registration.remove)).toBe(1);
	});
}
