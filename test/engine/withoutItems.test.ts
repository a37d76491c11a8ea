import type { ICredentialTestFunctions, ILoadOptionsFunctions, INode } from 'n8n-workflow';

import { credentialVerdict } from '../../nodes/engine/credentialTest';
import { checkedAtActivation } from '../../nodes/engine/activation';
import { statusFailure } from '../../nodes/engine/answer';
import { describe as told, Failure, withoutItems } from '../../nodes/engine/errors';
import { listed } from '../../nodes/engine/listSearch';

const node: INode = { id: '1', name: 'Acme', type: 'acme', typeVersion: 1, position: [0, 0], parameters: {} };
const context = { getNode: () => node } as unknown as ILoadOptionsFunctions & ICredentialTestFunctions;

const busy = statusFailure('Acme', { status: 429, headers: {}, body: '' }) as Failure;
const WITH_ITEMS = /Max Tries in the options/;
const WITHOUT = /Wait a minute, then try again\./;
const fail = async () => {
	throw busy;
};

describe('a failure that knows another way where there are no items', () => {
	it('tells the one of items by itself', () => expect(told(busy.facts)).toMatch(WITH_ITEMS));

	it('tells the other in a pick list', async () => {
		await expect(listed(context, fail)).rejects.toMatchObject({
			description: expect.stringMatching(WITHOUT) as unknown,
		});
		await expect(listed(context, fail)).rejects.not.toMatchObject({
			description: expect.stringMatching(WITH_ITEMS) as unknown,
		});
	});

	it('tells the other when a flow is published', async () => {
		const refused = checkedAtActivation(context as never, fail);
		await expect(refused).rejects.toMatchObject({ description: expect.stringMatching(WITHOUT) as unknown });
	});

	it('tells the other in the test of a credential', async () => {
		const { message } = await credentialVerdict(fail, []);
		expect(message).toMatch(WITHOUT);
		expect(message).not.toMatch(WITH_ITEMS);
	});

	it('forgets it when a room gives another remedy', () => {
		const { facts } = withoutItems(busy.with({ remedy: 'Ask Acme.' }));
		expect(facts).toMatchObject({ remedy: 'Ask Acme.' });
		expect(facts).not.toHaveProperty('elsewhere');
	});

	it('keeps it through all else, and a room can give one of its own', () => {
		expect(withoutItems(busy.with({ vendorText: 'Slow down' })).facts.remedy).toMatch(WITHOUT);
		expect(withoutItems(busy.with({ remedy: 'a', elsewhere: 'b' })).facts.remedy).toBe('b');
	});

	it('says nothing of an option that repeats', () => {
		const lost = new Failure({ message: 'Lost', remedy: '', delivery: 'uncertain', repeatable: true });
		expect(told(lost.facts)).toContain('Retry Uncertain Sends');
		expect(told(withoutItems(lost).facts)).not.toContain('Retry Uncertain Sends');
	});
});
