import { readTenantApi, stateUrl } from '../../../nodes/SuperOffice/tenant';
import { failureOf } from '../../support/failure';
import { expectWords } from '../../support/words';

const CUST1 = { environment: 'online', tenantId: 'Cust1' };

const answer = (body: unknown, status = 200) => ({ status, headers: {}, body: JSON.stringify(body) });

it('a tenant’s state is asked for at the login host', () => {
	expect(stateUrl({ environment: 'sod', tenantId: ' Cust1 ' })).toBe(
		'https://sod.superoffice.com/api/state/Cust1',
	);
	expect(failureOf(() => stateUrl({ environment: 'sod', tenantId: '..' })).field).toBe('Tenant ID');
});

describe('a tenant’s address', () => {
	it.each([
		['https://online3.superoffice.com/Cust1/api/', 'https://online3.superoffice.com/Cust1/api'],
		['https://online3.superoffice.com/Cust1/api/v1', 'https://online3.superoffice.com/Cust1/api'],
		['https://online3.superoffice.com/Cust1/api/v1/', 'https://online3.superoffice.com/Cust1/api'],
		['https://online3.superoffice.com/Cust1/api/V1/Contact', 'https://online3.superoffice.com/Cust1/api'],
		['https://online3.superoffice.com/Cust1/v10/api', 'https://online3.superoffice.com/Cust1/v10/api'],
	])('%s is used as %s', (Api, url) => {
		expect(readTenantApi(answer({ State: 'Running', IsRunning: true, Api }), CUST1)).toBe(url);
	});

	it.each([
		['http://online3.superoffice.com/Cust1/api', 'online'],
		['https://online3.superoffice.com.evil.example/Cust1/api', 'online'],
		['https://evilsuperoffice.com/Cust1/api', 'sod'],
		['https://evil.example/online3.superoffice.com/Cust1/api', 'qaonline'],
		['https://198.51.100.7/Cust1/api', ''],
	])('%s is not trusted with a credential of "%s"', (Api, environment) => {
		const facts = failureOf(() =>
			readTenantApi(answer({ State: 'Running', IsRunning: true, Api }), { environment, tenantId: 'Cust1' }),
		);
		expectWords(facts);
		expect(facts).toMatchObject({
			message: `The login host named ${new URL(Api).origin} as the address of the tenant`,
			delivery: 'notSent',
		});
	});

	it.each([
		['https://login.example', 'https://data.example/Cust1/api', true],
		['https://login.example', 'http://data.example/Cust1/api', false],
		['http://login.example', 'http://data.example/Cust1/api', true],
	])('of a custom login host %s may be %s: %s', (loginUrl, Api, trusted) => {
		const custom = { environment: 'custom', loginUrl, tenantId: 'Cust1' };
		const read = () => readTenantApi(answer({ State: 'Running', IsRunning: true, Api }), custom);
		if (trusted) expect(read()).toBe(Api);
		else expect(failureOf(read).remedy).toMatch(/could be read on its way/);
	});

	it('that the credential may not be sent to is not used', () => {
		const Api = 'https://online3.superoffice.com/Cust1/api';
		const state = answer({ ContextIdentifier: 'cust1', State: 'Running', IsRunning: true, Api });
		const only = (allowedDomains: string) => ({
			...CUST1,
			allowedHttpRequestDomains: 'domains',
			allowedDomains,
		});
		expect(failureOf(() => readTenantApi(state, only('online.superoffice.com'))).field).toBe(
			'Allowed Domains',
		);
		expect(readTenantApi(state, only('*.superoffice.com'))).toBe(Api);
	});

	it('that is none is refused as what it is', () => {
		const odd = answer({ State: 'Running', IsRunning: true, Api: 'ftp://online3.superoffice.com' });
		expect(failureOf(() => readTenantApi(odd, CUST1)).field).toBe('Api of the tenant');
	});

	it.each(['Unknown', 0])('is missing for a tenant that does not exist: %j', (State) => {
		expect(failureOf(() => readTenantApi(answer({ State, IsRunning: false }), CUST1))).toEqual({
			vendor: 'SuperOffice',
			delivery: 'notSent',
			message: 'SuperOffice does not know the tenant "Cust1"',
			remedy: 'Check Tenant ID (the word Cust and a number) and Environment in the credential.',
			field: 'Tenant ID',
			cause: 'configuration-invalid',
		});
	});

	it.each([
		{ State: 'Suspended', IsRunning: false, Api: 'https://online3.superoffice.com/Cust1/api' },
		{ State: 'Suspended', IsRunning: true, Api: null },
		{ State: 'Suspended', IsRunning: true, Api: '' },
	])('is not used while the tenant takes no calls: %j', (state) => {
		const facts = failureOf(() => readTenantApi(answer(state), CUST1));
		expect(facts).toMatchObject({
			vendor: 'SuperOffice',
			delivery: 'notSent',
			message: 'The tenant Cust1 takes no calls now: its state is Suspended',
			cause: 'temporarily-unavailable',
		});
	});

	it('that the login host has no call for may be asked of the wrong host', () => {
		const facts = failureOf(() => readTenantApi(answer({}, 404), CUST1));
		expect(facts.message).toBe('The login host found no tenant "Cust1"');
		expect(facts.remedy).toBe(
			'Check Tenant ID (the word Cust and a number), Environment and Login URL in the credential.',
		);
	});
});
