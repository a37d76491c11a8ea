import { createHmac } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHookFunctions, INodeProperties } from 'n8n-workflow';

import { checkedAtActivation } from '../engine/activation';
import { addressSecretField, checkAddressSecret, requireAddressSecret } from '../engine/addressSecret';
import { byFields } from '../engine/byFields';
import { invalidField } from '../engine/errors';
import { Fields } from '../engine/fields';
import { checkReachable } from '../engine/reachable';
import type { Incoming } from '../engine/receive';
import { checkSignature, type Signing } from '../engine/signature';
import { baseUrlOf, webhookSecretOf } from './account';
import { VENDOR } from './answers';

/**
 * How Haptik signs what it sends: the bytes of the body, with the secret key that was entered beside the address.
 * https://docs.haptik.ai/webhooks/protocols
 */
export const signing: Signing = {
	header: 'x-hub-signature',
	sign: (bytes, secret) => `sha1=${createHmac('sha1', secret).update(bytes).digest('hex')}`,
	hexadecimal: true,
	field: 'Webhook Secret',
};

/** How an event is known to be from Haptik, in both triggers. */
export const checkByFields: INodeProperties[] = [
	{
		displayName: 'Check By',
		name: 'checkBy',
		type: 'options',
		options: [
			{
				name: 'Secret in the Address',
				value: 'address',
				description: 'For a Haptik without a secret key, which signs nothing',
			},
			{
				name: 'Signature',
				value: 'signature',
				description: 'By the Webhook Secret of the credential. What is not signed with it starts nothing.',
			},
		],
		default: 'signature',
		description: 'How a call is known to be from Haptik',
	},
	addressSecretField({ displayOptions: { show: { checkBy: ['address'] } } }),
];

/** The path below the node's own address: with the secret where nothing is signed. */
export const pathOf = (name: string) =>
	byFields({
		path: {
			template: `={{ $parameter["checkBy"] === "address" ? "${name}/" + $parameter["addressSecret"] : "${name}" }}`,
			resolve: ({ checkBy, addressSecret }) =>
				checkBy === 'address' ? `${name}/${String(addressSecret)}` : name,
		},
	});

/** Lets pass what is from Haptik. @throws Refusal for all else */
export function checkSender({ context, fields, credentials, bytes }: Incoming): void {
	if (fields.choice('checkBy') === 'address') return checkAddressSecret(fields);
	const given = context.getHeaderData()[signing.header];
	return checkSignature({ bytes, given, secret: webhookSecretOf(credentials) }, signing);
}

/**
 * Checks the settings of a trigger when its flow is published: with an address that Haptik cannot reach, or without a secret, no event would ever
 * start it, and after an hour Haptik would switch the webhook off.
 *
 * @param checkFields reads the trigger's other fields
 */
export async function checkHaptikHook(
	context: IHookFunctions,
	properties: readonly INodeProperties[],
	checkFields: (fields: Fields) => void = () => undefined,
): Promise<boolean> {
	return await checkedAtActivation(context, async () => {
		const credentials = await context.getCredentials<ICredentialDataDecryptedObject>('haptikApi');
		const fields = Fields.ofNode(context, properties);
		checkSecret(fields, credentials);
		checkFields(fields);
		const url = baseUrlOf(credentials);
		checkReachable(context.getNodeWebhookUrl('default'), { vendor: VENDOR, url });
	});
}

function checkSecret(fields: Fields, credentials: ICredentialDataDecryptedObject): void {
	if (fields.choice('checkBy') === 'address') return requireAddressSecret(fields);
	if (webhookSecretOf(credentials) !== '') return;
	throw invalidField(
		signing.field,
		'of the credential is empty',
		'Enter the Secret Key of the Platform Deployment form in Haptik: without it nobody can tell whether a call is from Haptik.',
	);
}
