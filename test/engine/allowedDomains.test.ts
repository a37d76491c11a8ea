import fc from 'fast-check';
import { type ICredentialDataDecryptedObject, isDomainAllowed } from 'n8n-workflow';

import { requireAllowedDomain } from '../../nodes/engine/allowedDomains';
import { holds } from '../properties/check';
import { failureOf } from '../support/failure';
import { expectWords } from '../support/words';

const URL_OF_DATA = 'https://data3.acme.example/tenant/api';

const only = (allowedDomains: unknown) =>
	({ allowedHttpRequestDomains: 'domains', allowedDomains }) as ICredentialDataDecryptedObject;

const isAllowed = (url: string, allowedDomains: string) => {
	try {
		requireAllowedDomain(url, only(allowedDomains));
		return true;
	} catch {
		return false;
	}
};

it.each<ICredentialDataDecryptedObject>([
	{},
	{ allowedHttpRequestDomains: 'all', allowedDomains: 'other.example' },
	{ allowedHttpRequestDomains: 'none' },
	{ allowedDomains: 'other.example' },
])('a credential may be sent anywhere unless it names domains: %j', (credentials) => {
	expect(() => requireAllowedDomain(URL_OF_DATA, credentials)).not.toThrow();
});

it.each([
	['data3.acme.example', true],
	['DATA3.Acme.example.', true],
	['login.acme.example, *.acme.example', true],
	['*.example', true],
	['acme.example', false],
	['*.data3.acme.example', false],
	['*.', false],
	['login.acme.example,', false],
	['evil-data3.acme.example', false],
])('one that names "%s" may be sent to data3.acme.example: %s', (allowedDomains, allowed) => {
	expect(isAllowed(URL_OF_DATA, allowedDomains)).toBe(allowed);
});

it.each([undefined, '', ' ', 7])('one that names domains and lists none (%j) may be sent nowhere', (list) => {
	const facts = failureOf(() => requireAllowedDomain(URL_OF_DATA, only(list)));
	expectWords(facts);
	expect(facts).toMatchObject({
		message: 'The credential may not be sent to data3.acme.example',
		field: 'Allowed Domains',
		delivery: 'notSent',
	});
});

it('agrees with n8n about any host and any list', async () => {
	const label = fc.constantFrom('a', 'B', 'acme', '*', 'xn--e', '127');
	const labels = fc.array(label, { minLength: 1, maxLength: 4 });
	/** A host, and a list with other hosts and what is above the host. */
	const questions = labels.chain((host) => {
		const above = fc.nat(host.length - 1).map((skipped) => host.slice(skipped));
		const entry = fc
			.tuple(fc.constantFrom('', '*.', '.', ' '), fc.oneof(labels, above), fc.constantFrom('', '.', ' '))
			.map(([before, name, after]) => before + name.join('.') + after);
		const list = fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries) => entries.join(','));
		return fc.tuple(fc.constant(`https://${host.join('.')}/api`), list);
	});
	const seen = { allowed: 0, refused: 0 };
	await holds(questions, ([url, allowedDomains]) => {
		fc.pre(URL.canParse(url));
		const allowed = isDomainAllowed({ url, allowedDomains });
		expect(isAllowed(url, allowedDomains)).toBe(allowed);
		seen[allowed ? 'allowed' : 'refused'] += 1;
	});
	expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(20);
});
