import type { ICredentialDataDecryptedObject, IHookFunctions } from 'n8n-workflow';

import { checkedAtActivation } from '../../engine/activation';
import { requireAddressSecret } from '../../engine/addressSecret';
import { Failure } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { addressOf, VENDOR } from '../account';
import { properties } from './properties';
import { checkWishes } from './wants';

const OWN_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$|\.localhost$/;

const isOwnMachine = (address: string | undefined) =>
	address === undefined || !URL.canParse(address) || OWN_MACHINE.test(new URL(address).hostname);

/** Checks the settings of the trigger when its flow is published: with some of them no event would ever start it. */
export async function checkHook(context: IHookFunctions): Promise<boolean> {
	return await checkedAtActivation(context, async () => {
		const credentials = await context.getCredentials<ICredentialDataDecryptedObject>('expertflowApi');
		const fields = Fields.ofNode(context, properties);
		requireAddressSecret(fields);
		checkWishes(fields);
		checkAddress(context.getNodeWebhookUrl('default'), addressOf('ccm', credentials).url);
	});
}

/** Expertflow runs in a house of its own, where it may well reach what nobody outside does; only what means n8n's own machine leads nowhere. */
function checkAddress(address: string | undefined, ccm: string): void {
	if (!isOwnMachine(address) || isOwnMachine(ccm)) return;
	throw new Failure({
		message: `${VENDOR} cannot reach this node at ${address ?? 'the address that n8n has for it'}`,
		remedy:
			'Give n8n an address that Expertflow can reach, in its setting WEBHOOK_URL, and restart it. While you try things out, a tunnel to this machine gives you one.',
		delivery: 'notSent',
	});
}
