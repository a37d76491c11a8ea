import type { IHookFunctions } from 'n8n-workflow';

import { checkedAtActivation } from '../../nodes/engine/activation';
import { invalidField } from '../../nodes/engine/errors';

const node = { id: '1', name: 'Acme', type: 'acme', typeVersion: 1, position: [0, 0], parameters: {} };
const context = { getNode: () => node } as unknown as IHookFunctions;

it('a flow is published when nothing is wrong with its trigger', async () => {
	await expect(checkedAtActivation(context, async () => undefined)).resolves.toBe(true);
});

it('a flow is not published when something is, and the user is told what', async () => {
	const check = async () => {
		throw invalidField('Signing Secret', 'is empty', 'Enter it in the credential.');
	};
	await expect(checkedAtActivation(context, check)).rejects.toMatchObject({
		message: '"Signing Secret" is empty',
		description: expect.stringContaining('Enter it in the credential.') as unknown,
		node,
	});
});
