import type { Fields } from '../../engine/fields';
import { jsonIn } from '../../engine/answer';
import type { Incoming, Reception } from '../../engine/receive';
import { Refusal } from '../../engine/refusal';
import { checkSignature } from '../../engine/signature';
import { typedText } from '../../engine/typed';
import { tenantOf } from '../account';
import { credentialTypeOf } from '../api';
import { readAuthentication } from '../fields';
import { derivedSecret, signing } from '../webhook';
import { readWishes, wants } from '../wishes';
import { complete } from './complete';
import { contextOf, isTest, readEvents } from './events';
import { properties } from './properties';

/** With which a webhook's calls have to be signed. */
export function secretOf({ fields, credentials }: Pick<Incoming, 'fields' | 'credentials'>): string {
	const byHand = fields.choice('registration') === 'byHand';
	return byHand ? typedText(fields.raw('webhookSecret')) : derivedSecret(credentials);
}

/**
 * Lets pass what SuperOffice has signed, and is of the credential's tenant. The test of an address starts nothing whoever sends it, so it passes
 * without a look at its signature: no page says whether it has one.
 */
function check({ context, fields, credentials, bytes }: Incoming): void {
	const body = jsonIn(bytes.toString('utf8'));
	if (isTest(body)) return;
	const given = context.getHeaderData()[signing.header];
	checkSignature({ bytes, given, secret: secretOf({ fields, credentials }) }, signing);
	const tenant = contextOf(body);
	if (readAuthentication(fields) === 'onsite' || tenant === undefined) return;
	if (tenant.toLowerCase() === tenantOf(credentials).toLowerCase()) return;
	throw new Refusal(403, 'otherTenant', 'The event is of another tenant than the credential in n8n.');
}

/** How SuperOffice's events come in. */
export const reception: Reception = {
	credential: (fields: Fields) => credentialTypeOf(readAuthentication(fields)),
	account: ({ environment, loginUrl, tenantId, baseUrl }) => [environment, loginUrl, tenantId, baseUrl],
	properties,
	check,
	read: readEvents,
	wants: (event, fields) => wants(event, readWishes(fields)),
	complete,
	withRaw: (fields) => fields.flag('includeRawEvent') ?? false,
};
