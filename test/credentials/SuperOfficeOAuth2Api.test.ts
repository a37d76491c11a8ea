import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { get } from 'lodash';

import { SuperOfficeOAuth2Api } from '../../credentials/SuperOfficeOAuth2Api.credentials';
import { TestCredentialsHelper } from '../../testkit/credentials';
import { packCredentials } from '../../testkit/pack';
import { STATE, useSuperOffice } from '../nodes/SuperOffice/support';

const { superOffice, connected } = useSuperOffice();
const type = new SuperOfficeOAuth2Api();

const node: INode = {
	id: 'n',
	name: 'N',
	type: 'temp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { superOfficeOAuth2Api: { id: 'c', name: 'C' } },
};

function workflowWith(nodeType: INodeType): Workflow {
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	return new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
}

function nodeTypeWith(properties: INodeType['description']['properties']): INodeType {
	return {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type.name, required: true }],
			properties,
		},
	};
}

/** The values of the hidden fields, as n8n works them out from what the user has typed. */
function resolved(typed: INodeParameters): Record<string, unknown> {
	const defaults = type.properties.map(({ name, default: value }) => [name, value]);
	const data = { ...Object.fromEntries(defaults), ...typed } as INodeParameters;
	const { expression } = workflowWith(nodeTypeWith([]));
	const values = expression.getComplexParameterValue(node, data, 'internal', {}, undefined, undefined, data);
	return values as Record<string, unknown>;
}

/** Runs the credential's request the way n8n's own tester does, and words its outcome by the credential's rules. */
async function test(change: ICredentialDataDecryptedObject = {}): Promise<string> {
	const data: ICredentialDataDecryptedObject = { ...(await connected()), ...change };
	const temp = { displayName: 'Temp', name: 'temp', type: 'string' as const, default: '' };
	const nodeType = nodeTypeWith([{ ...temp, routing: { request: type.test.request } }]);
	const workflow = workflowWith(nodeType);
	const additionalData = {
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		credentialsHelper: new TestCredentialsHelper(packCredentials(), { [type.name]: data }),
	} as unknown as IWorkflowExecuteAdditionalData;
	const input = { main: [[{ json: {} }]] };
	const executeData = { node, data: {}, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createRunExecutionData({}),
		0,
		[],
		input,
		executeData,
		[],
	);
	try {
		const answer = await new RoutingNode(context, nodeType, {
			id: 'c',
			name: 'C',
			type: type.name,
			data,
		}).runNode();
		const [broken] = (type.test.rules ?? []).filter(
			(rule) =>
				rule.type === 'responseSuccessBody' &&
				get(answer?.[0][0].json, rule.properties.key) === rule.properties.value,
		);
		return broken?.properties.message ?? 'OK';
	} catch (caught) {
		return (caught as Error).message;
	}
}

describe('the addresses', () => {
	it.each([
		['online', 'https://online.superoffice.com'],
		['qaonline', 'https://qaonline.superoffice.com'],
		['sod', 'https://sod.superoffice.com'],
	])('of %s are those of its login host', (environment, host) => {
		expect(resolved({ environment, tenantId: 'Cust12345' })).toMatchObject({
			authUrl: `${host}/login/common/oauth/authorize`,
			accessTokenUrl: `${host}/login/common/oauth/tokens`,
			authQueryParameters: 'acr_values=tenant:Cust12345',
			scope: 'openid',
			grantType: 'authorizationCode',
			authentication: 'body',
		});
	});

	it.each([' https://login.example.com/ ', '\u200bhttps://login.exam\u2060ple.com/\ufeff\n'])(
		'of the custom host %j are its own, whatever copying has added to it',
		(loginUrl) => {
			expect(resolved({ environment: 'custom', loginUrl })).toMatchObject({
				authUrl: 'https://login.example.com/login/common/oauth/authorize',
				accessTokenUrl: 'https://login.example.com/login/common/oauth/tokens',
			});
		},
	);

	it.each([
		'12345',
		'cust12345',
		' Cust12345 ',
		'\u200bCust\u206012345\ufeff\n',
		'https://online3.superoffice.com/Cust12345/default.aspx?a=1',
	])('lead to the tenant that was typed as %s', (tenantId) => {
		expect(resolved({ tenantId }).authQueryParameters).toBe('acr_values=tenant:Cust12345');
	});

	it('are production’s for whoever chooses nothing', () => {
		expect(resolved({}).authUrl).toMatch(/^https:\/\/online\.superoffice\.com\//);
	});
});

describe('the test', () => {
	it('passes for a running tenant', async () => {
		expect(await test()).toBe('OK');
		expect(
			superOffice()
				.store.requests()
				.map(({ path }) => path),
		).toEqual([STATE]);
	});

	it.each([
		'40417',
		'cust40417',
		'\u200bCust40417\ufeff\n',
		'https://online2.superoffice.com/Cust40417/default.aspx',
	])('passes for the tenant typed as %s', async (tenantId) => expect(await test({ tenantId })).toBe('OK'));

	it('passes for a login host that was copied with what nobody sees', async () => {
		expect(await test({ loginUrl: `\u200b${superOffice().url}/\ufeff\n` })).toBe('OK');
	});

	it('names an unknown tenant', async () => {
		expect(await test({ tenantId: 'Cust1' })).toMatch(
			/^SuperOffice does not know this tenant\. Check Tenant ID/,
		);
	});

	it('names a tenant that is not running', async () => {
		superOffice().settings.tenantState = 'OfflineMaintenance';
		expect(await test()).toMatch(/^The tenant takes no calls now/);
	});

	it.each([
		['a web page', { kind: 'html', processed: false }],
		['something else', { kind: 'wrongShape', body: { hello: 'world' }, processed: false }],
		['404', { kind: 'status', status: 404, body: '' }],
		['an error', { kind: 'status', status: 500, body: 'Server Error' }],
		['nothing', { kind: 'empty', processed: false }],
	] as const)('names a host that answers with %s', async (_what, fault) => {
		superOffice().faults.add({ when: { path: STATE }, fault });
		expect(await test()).toMatch(/^The login host answered with something else than the state of a tenant/);
	});

	it.each([301, 302, 303, 307, 308])('goes nowhere else with the token at %i', async (status) => {
		const location = `${superOffice().url.replace('127.0.0.1', 'localhost')}/elsewhere`;
		superOffice().faults.add({ when: { path: STATE }, fault: { kind: 'redirect', location, status } });
		expect(await test()).toMatch(
			/^The login host answered with something else .* another address, which was not followed/,
		);
		expect(
			superOffice()
				.store.requests()
				.map(({ path }) => path),
		).toEqual([STATE]);
	});

	it('names a host that is not there, and an account that is not connected', async () => {
		expect(await test({ loginUrl: 'http://127.0.0.1:9' })).toMatch(/refused|ECONNREFUSED/i);
		expect(await test({ grantType: 'authorizationCode', oauthTokenData: {} })).toMatch(/access token/);
	});
});
