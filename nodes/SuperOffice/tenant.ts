import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod';

import { readBaseUrl } from '../engine/address';
import { requireAllowedDomain } from '../engine/allowedDomains';
import { type HttpAnswer, isPage } from '../engine/answer';
import { Failure, type FailureFacts } from '../engine/errors';
import { loginUrlOf, tenantOf, VERSION_PATH } from './account';
import { readLoginAnswer, refusal, VENDOR } from './answers';

const stateShape = z.object({
	ContextIdentifier: z.string().nullish(),
	State: z.union([z.string(), z.number()]).transform(String),
	IsRunning: z.boolean(),
	Api: z.string().nullish(),
});

/** The numbers and names of a tenant that does not exist. */
const UNKNOWN = ['Unknown', '0'];

/** Where the tenant's address is asked for. @throws Failure when the credential names no host or tenant */
export function stateUrl(credentials: ICredentialDataDecryptedObject): string {
	return `${loginUrlOf(credentials)}/api/state/${tenantOf(credentials)}`;
}

/**
 * Reads the address of a tenant's API, which changes when SuperOffice moves the tenant to another host.
 * https://docs.superoffice.com/en/developer-portal/best-practices/tenant-status/check-status
 *
 * @returns the address without version and trailing slash
 * @throws Failure when the tenant is unknown or not running, something else than SuperOffice answers, or the credential may not be sent there
 */
export function readTenantApi(answer: HttpAnswer, credentials: ICredentialDataDecryptedObject): string {
	const tenant = tenantOf(credentials);
	const failure = refusal(answer);
	if (failure && !isPage(answer.body)) throw answer.status === 404 ? failure.with(notFound(tenant)) : failure;
	const { ContextIdentifier, State, IsRunning, Api } = readLoginAnswer(answer, stateShape);
	if (ContextIdentifier && ContextIdentifier.toLowerCase() !== tenant.toLowerCase()) {
		throw unusable({
			message: `The login host answered with another tenant, "${ContextIdentifier}"`,
			remedy: `"${tenant}" was asked for. Check Environment and Login URL in the credential.`,
		});
	}
	if (IsRunning && Api) return trusted(readBaseUrl(Api, 'Api of the tenant', VERSION_PATH), credentials);
	if (UNKNOWN.includes(State)) {
		throw unusable({
			message: `SuperOffice does not know the tenant "${tenant}"`,
			remedy: 'Check Tenant ID (the word Cust and a number) and Environment in the credential.',
			field: 'Tenant ID',
			cause: 'configuration-invalid',
		});
	}
	throw unusable({
		message: `The tenant ${tenant} takes no calls now: its state is ${State}`,
		remedy:
			'Maintenance takes minutes, a migration days: run it again later. A suspended or deleted tenant has to be settled with SuperOffice.',
		cause: 'temporarily-unavailable',
	});
}

/** The address, if it is one that the credential was made for: the vendor's own, over https. Who runs another login host answers for its addresses. */
function trusted(api: string, credentials: ICredentialDataDecryptedObject): string {
	const { protocol, hostname, origin } = new URL(api);
	const custom = credentials.environment === 'custom';
	if (!custom && !hostname.endsWith('.superoffice.com')) {
		throw unusable({
			message: `The login host named ${origin} as the address of the tenant`,
			remedy:
				'That is no host of SuperOffice, so nothing was sent there. Where SuperOffice is reached by a host of your own, choose Custom under Environment in the credential.',
		});
	}
	if (protocol !== 'https:' && loginUrlOf(credentials).startsWith('https:')) {
		throw unusable({
			message: `The login host named ${origin} as the address of the tenant`,
			remedy: 'There the credential could be read on its way, so nothing was sent there.',
		});
	}
	requireAllowedDomain(api, credentials);
	return api;
}

/** Nothing can be sent to the tenant, so nothing was. */
function unusable(facts: Pick<FailureFacts, 'message' | 'remedy' | 'field' | 'cause'>): Failure {
	return new Failure({ delivery: 'notSent', vendor: VENDOR, ...facts });
}

/** No page says what an unknown tenant is answered with; a host that has no such call at all answers the same. */
const notFound = (tenant: string) => ({
	message: `The login host found no tenant "${tenant}"`,
	remedy: 'Check Tenant ID (the word Cust and a number), Environment and Login URL in the credential.',
});
