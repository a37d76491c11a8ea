import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { mapKeys, range } from 'lodash';
import { Server as Proxy } from 'proxy-chain';
import { z } from 'zod';

import { selfSignedCertificate } from '../../sandbox/certificate';
import { contracts, titleOf } from '../../testkit/contracts';
import { callChain, workflowOf } from '../../tools/endurance/chain';
import { type Joined, joinContract } from '../../tools/endurance/join';
import { type EnduranceSession, startEndurance } from '../../tools/endurance/start';
import { publishWorkflow, saveWorkflow } from '../../tools/runtime/workflows';

import { freePorts } from './npmStart';

/** One way of sending to each vendor, by its contract; files too. */
const WAYS = [
	'genesysAttachFile (new file)',
	'callGearUploadChats (API key)',
	'haptikSendFile',
	'expertflowUploadFile',
	'superOfficeAddChatMessage (online)',
];
const ELSEWHERE = 'haptikSendMessage';
const ITEMS = 3;

const LOGIN = { username: 'n8n', password: 'way-out-1' };
/** What the proxy has let through, as `host:port`. */
const passed: string[] = [];

const proxy = new Proxy({
	host: '127.0.0.1',
	port: 0,
	prepareRequestFunction: ({ username, password, hostname, port }) => {
		const requestAuthentication = username !== LOGIN.username || password !== LOGIN.password;
		if (!requestAuthentication) passed.push(`${hostname}:${port}`);
		return { requestAuthentication };
	},
});

const certificate = selfSignedCertificate();
const folder = mkdtempSync(join(tmpdir(), 'n8n-networks-'));
const authority = join(folder, 'authority.pem');

let stops: Array<() => Promise<void>> = [];
let session: EnduranceSession;
let ways: Joined[];

beforeAll(async () => {
	await proxy.listen();
	writeFileSync(authority, certificate.cert);
});
beforeEach(() => passed.splice(0));
afterAll(async () => {
	await proxy.close(true);
	rmSync(folder, { recursive: true, force: true });
});

/** The environment of an n8n behind the proxy, in both spellings, of which one may stand in this process's own. */
function behindProxy(password: string, without = ''): NodeJS.ProcessEnv {
	const url = `http://${LOGIN.username}:${password}@127.0.0.1:${proxy.port}`;
	const variables = { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: without };
	return { ...variables, ...mapKeys(variables, (_, name) => name.toLowerCase()) };
}

const title = (joined: Joined, place: string) => `${joined.slug}-${place}`;

/** Speaks https with the certificate, and hands everything on to a port that speaks http. */
async function secureFront(port: number): Promise<string> {
	const front = createServer(certificate, (asked, answer) => {
		const { method, url: path, headers } = asked;
		const on = request({ host: '127.0.0.1', port, method, path, headers }, (from) => {
			answer.writeHead(from.statusCode ?? 502, from.headers);
			from.pipe(answer);
		});
		on.on('error', () => answer.destroy());
		asked.pipe(on);
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	stops.push(async () => void front.close().closeAllConnections());
	return `https://localhost:${(front.address() as AddressInfo).port}`;
}

async function startN8n(env: NodeJS.ProcessEnv): Promise<void> {
	stops = [];
	session = await startEndurance({
		port: await freePorts(9),
		say: () => undefined,
		stopLater: (stop) => stops.push(stop),
		env,
	});
	ways = [];
	for (const entry of contracts.filter((each) => WAYS.includes(titleOf(each)))) {
		ways.push(await joinContract(session, entry));
	}
	const chains = ways.map((way) => way.chain(title(way, 'here'), 'continueRegularOutput'));
	await publishWorkflow(session.rest, await saveWorkflow(session.rest, workflowOf('Here', chains)));
}

const stopN8n = async () => {
	for (const stop of stops.reverse()) await stop();
};

/** Sends items in all ways; which of them the vendors have. */
async function sendAll(): Promise<Record<string, number[]>> {
	const delivered: Record<string, number[]> = {};
	for (const way of ways) {
		way.vendor.reset();
		way.contract.prepare?.(ITEMS);
		const items = range(ITEMS).map((index) => way.contract.item(index));
		await callChain(session.rest, title(way, 'here'), items);
		delivered[way.title] = way.contract.delivered().sort((a, b) => a - b);
	}
	return delivered;
}

const all = Object.fromEntries(WAYS.map((way) => [way, range(ITEMS)]));

const errorItems = z.array(
	z.object({ error: z.object({ message: z.string(), description: z.string(), delivery: z.string() }) }),
);

/** Sends one message with a credential that has another address. */
async function sendTo(baseUrl: string) {
	const [entry] = contracts.filter((each) => titleOf(each) === ELSEWHERE);
	const way = await joinContract(session, entry);
	const [{ type, data }] = way.credentials;
	const name = `at ${baseUrl}`;
	const id = await session.rest.saveCredential({ name, type, data: { ...data, baseUrl } });
	const path = title(way, new URL(baseUrl).host.replace(/\W/g, '-'));
	const chain = { ...way.chain(path, 'continueRegularOutput'), credentials: { [type]: { id, name } } };
	await publishWorkflow(session.rest, await saveWorkflow(session.rest, workflowOf(path, [chain])));
	way.vendor.reset();
	way.contract.prepare?.(1);
	const { body } = await callChain(session.rest, path, [way.contract.item(0)]);
	return { body, delivered: way.contract.delivered() };
}

const portOf = (url: string) => Number(new URL(url).port);

describe('behind a proxy that asks for a login, with an authority of one’s own', () => {
	beforeAll(
		async () =>
			await startN8n({
				...behindProxy(LOGIN.password),
				NODE_EXTRA_CA_CERTS: authority,
			}),
	);
	afterAll(stopN8n);

	it('every vendor is reached, through the proxy', async () => {
		expect(await sendAll()).toEqual(all);
		const hosts = ways.map(({ vendor }) => new URL(vendor.url).host);
		expect(passed).toEqual(expect.arrayContaining(hosts));
	});

	it('a vendor whose certificate that authority has signed is reached, through a tunnel', async () => {
		const secure = await secureFront(portOf(session.vendors.haptik.url));
		const { delivered } = await sendTo(secure);
		expect(delivered).toEqual([0]);
		expect(passed).toContain(new URL(secure).host);
	});
});

describe('behind a proxy that refuses the login, for all hosts but one', () => {
	beforeAll(
		async () =>
			await startN8n({
				...behindProxy('wrong', '127.0.0.1'),
				NODE_EXTRA_CA_CERTS: authority,
			}),
	);
	afterAll(stopN8n);

	it('a host of NO_PROXY is reached without the proxy', async () => {
		expect(await sendAll()).toEqual(all);
		expect(passed).toEqual([]);
	});

	it.each(['http', 'https'])('the proxy’s refusal is told for %s, and nothing was sent', async (protocol) => {
		const { haptik } = session.vendors;
		const port = portOf(haptik.url);
		const { body, delivered } = await sendTo(
			protocol === 'http' ? `http://localhost:${port}` : await secureFront(port),
		);
		const [{ error }] = errorItems.parse(body);
		expect(error).toMatchObject({
			message: 'The proxy between n8n and Haptik asks for a login',
			delivery: 'notSent',
		});
		expect(error.description).toContain('HTTPS_PROXY');
		expect(delivered).toEqual([]);
		expect(haptik.store.requests()).toEqual([]);
	});
});

describe('under n8n’s protection of its own network', () => {
	beforeAll(
		async () =>
			await startN8n({ N8N_SSRF_PROTECTION_ENABLED: 'true', N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32' }),
	);
	afterAll(stopN8n);

	it('what is allowed is reached', async () => {
		expect(await sendAll()).toEqual(all);
	});

	it('what is not is told, with how it can be allowed, and nothing was sent', async () => {
		const { body } = await sendTo(`http://127.0.0.2:${portOf(session.vendors.haptik.url)}`);
		const [{ error }] = errorItems.parse(body);
		expect(error).toMatchObject({
			message: expect.stringMatching(
				/^n8n's protection of its own network does not let it connect to 127\.0\.0\.2:/,
			),
			delivery: 'notSent',
		});
		expect(error.description).toContain('N8N_SSRF_ALLOWED_HOSTNAMES');
	});

	it('a certificate of an authority that n8n does not know is told, and nothing was sent', async () => {
		const secure = await secureFront(portOf(session.vendors.haptik.url));
		const { body, delivered } = await sendTo(secure);
		const [{ error }] = errorItems.parse(body);
		expect(error).toMatchObject({
			message: `No secure connection to ${new URL(secure).host} could be made`,
			delivery: 'notSent',
		});
		expect(delivered).toEqual([]);
	});
});
