import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod';

import { pathSegment, readBaseUrl } from '../engine/address';
import { Failure } from '../engine/errors';
import { type HttpAnswer, isPage } from '../engine/answer';
import { loginUrlOf, tenantOf } from './account';
import { readLoginAnswer, refusal, VENDOR } from './answers';

const stateShape = z.object({
	State: z.union([z.string(), z.number()]).transform(String),
	IsRunning: z.boolean(),
	Api: z.string().nullish(),
});

/** The numbers and names of a tenant that does not exist. */
const UNKNOWN = ['Unknown', '0'];

/** Where the tenant's address is asked for. @throws Failure when the credential names no host or tenant */
export function stateUrl(credentials: ICredentialDataDecryptedObject): string {
	return `${loginUrlOf(credentials)}/api/state/${pathSegment(tenantOf(credentials), 'Tenant ID')}`;
}

/**
 * Reads the address of a tenant's API, which changes when SuperOffice moves the tenant to another host.
 * https://docs.superoffice.com/en/developer-portal/best-practices/tenant-status/check-status
 *
 * @returns the address without version and trailing slash
 * @throws Failure when the tenant is unknown or not running, or something else than SuperOffice answers
 */
export function readTenantApi(answer: HttpAnswer, tenant: string): string {
	const failure = refusal(answer);
	if (failure && !isPage(answer.body)) throw answer.status === 404 ? failure.with(notFound(tenant)) : failure;
	const data = readLoginAnswer(answer, stateShape);
	const facts = { delivery: 'notSent' as const, vendor: VENDOR };
	if (data.IsRunning && data.Api) return readBaseUrl(data.Api, 'Api of the tenant', /\/v1(\/.*)?$/i);
	if (UNKNOWN.includes(data.State)) {
		throw new Failure({
			...facts,
			message: `SuperOffice does not know the tenant "${tenant}"`,
			remedy: 'Check Tenant ID (the word Cust and a number) and Environment in the credential.',
			field: 'Tenant ID',
			cause: 'configuration-invalid',
		});
	}
	throw new Failure({
		...facts,
		message: `The tenant ${tenant} takes no calls now: its state is ${data.State}`,
		remedy:
			'Maintenance takes minutes, a migration days: run it again later. A suspended or deleted tenant has to be settled with SuperOffice.',
		cause: 'temporarily-unavailable',
	});
}

/** No page says what an unknown tenant is answered with; a host that has no such call at all answers the same. */
const notFound = (tenant: string) => ({
	message: `The login host found no tenant "${tenant}"`,
	remedy: 'Check Tenant ID (the word Cust and a number), Environment and Login URL in the credential.',
});
