import { verify } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DateTime } from 'luxon';
import { z } from 'zod';

import { appKeys, keys, type SuperOfficeWorld } from './world';

const shape = z.object({
	SignedSystemToken: z.string(),
	ApplicationToken: z.string(),
	ContextIdentifier: z.string(),
	ReturnTokenType: z.enum(['JWT', 'SAML']),
});

/**
 * Checks `{token}.{UTC time as YYYYMMDDHHmm}.{base64 signature of what stands before it}`.
 * https://docs.superoffice.com/en/api/authentication/online/auth-application/sign-system-user-token
 *
 * @returns what is wrong with it, or undefined
 */
export function readSignedSystemToken(
	{ call }: FastifyRequest,
	{ clock, settings }: SuperOfficeWorld,
): string | undefined {
	const body = shape.safeParse(call.received.body);
	if (!body.success) return `${body.error.issues[0].path.join('.')}: ${body.error.issues[0].message}`;
	const { SignedSystemToken, ApplicationToken, ContextIdentifier } = body.data;
	const [, signed, token, time, signature] =
		/^((.+)\.(\d{12}))\.([A-Za-z0-9+/]+=*)$/.exec(SignedSystemToken) ?? [];
	if (ApplicationToken !== keys.clientSecret) return 'The application token is not known.';
	if (ContextIdentifier !== keys.tenantId) return `The application is not approved for ${ContextIdentifier}.`;
	if (token !== keys.systemToken) return 'The system token is not known.';
	if (!verify('sha256', Buffer.from(signed), appKeys().publicKey, Buffer.from(signature, 'base64'))) {
		return 'InvalidSignature: the signature does not fit the public key of the application.';
	}
	const minutes = DateTime.fromFormat(time, 'yyyyMMddHHmm', { zone: 'utc' }).diff(
		DateTime.fromJSDate(clock.now()),
		'minutes',
	).minutes;
	if (!(Math.abs(minutes) <= settings.clockSkewMinutes + 1)) {
		return 'InvalidTimestamp: the time in the signed system token is too far off.';
	}
	return undefined;
}
