import { createHash, createHmac } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Signing } from '../engine/signature';
import { typedPassword, typedText } from '../engine/typed';

/**
 * How SuperOffice signs what it sends: the bytes of the body, with the webhook's secret.
 * https://docs.superoffice.com/en/automation/webhook/dev/security
 */
export const signing: Signing = {
	header: 'x-superoffice-signature',
	sign: (bytes, secret) => createHmac('sha256', secret).update(bytes).digest('base64'),
	hexadecimal: false,
	field: 'Webhook Secret',
};

/**
 * The secret of the webhooks that the node registers. It is made of the credential's own, so it is the same wherever n8n runs and nothing has to be
 * kept; nobody learns the credential from it.
 *
 * @returns empty where the credential has nothing secret
 */
export function derivedSecret({
	clientSecret,
	password,
	appToken,
	ticket,
}: ICredentialDataDecryptedObject): string {
	const own = [typedText(clientSecret), typedPassword(password), typedText(appToken), typedText(ticket)];
	const secret = own.find((value) => value !== '') ?? '';
	if (secret === '') return '';
	return createHash('sha256').update(`n8n webhook of SuperOffice ${secret}`).digest('hex');
}
