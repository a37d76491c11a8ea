/** The domains to which n8n lets a credential be sent. */

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Failure } from './errors';

const withoutEndDot = (name: string) => name.toLowerCase().replace(/\.$/, '');

/** `*.example.com` stands for what is below it and not for itself, as in n8n's HTTP Request node. */
function matches(host: string, entry: string): boolean {
	return entry.startsWith('*.') ? entry.length > 2 && host.endsWith(entry.slice(1)) : host === entry;
}

/**
 * Refuses an address that the credential's Allowed Domains leave out: for one that an answer names, and that the user has never seen. n8n gives
 * every credential these fields; "None" is about the HTTP Request node and leaves the nodes of the vendor alone.
 *
 * @param url an absolute address
 * @throws Failure when only certain domains are allowed and its host is none of them
 */
export function requireAllowedDomain(url: string, credentials: ICredentialDataDecryptedObject): void {
	const { allowedHttpRequestDomains, allowedDomains } = credentials;
	if (allowedHttpRequestDomains !== 'domains') return;
	const entries = typeof allowedDomains === 'string' ? allowedDomains.split(',') : [];
	const host = withoutEndDot(new URL(url).hostname);
	if (entries.some((entry) => matches(host, withoutEndDot(entry.trim())))) return;
	throw new Failure({
		message: `The credential may not be sent to ${host}`,
		remedy:
			'The field Allowed Domains of the credential leaves this host out, so nothing was sent there. If it is a host of the vendor, add it, e.g. *.example.com for all hosts of a domain.',
		delivery: 'notSent',
		field: 'Allowed Domains',
	});
}
