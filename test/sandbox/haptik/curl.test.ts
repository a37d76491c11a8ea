import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type Sandbox, startSandbox } from '../../../sandbox';
import { JPEG } from '../support/haptik';

/**
 * The sample of https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api. The blank before the
 * address is ours: as copied from the page, `POST` and the address run together and no shell can read the command.
 */
const SAMPLE = String.raw`curl -X POST\
 https://<BASE_URL>/v1.0/log_file_from_user/ \
-H 'Authorization: Bearer <TOKEN>' \
-H 'client-id: <CLIENT_ID>' \
-H 'Content-Type: multipart/form-data' \
-F "auth_id=<AUTH_ID>" \
-F "business_id=<BUSINESS_ID>" \
-F "message_type=1" \
-F "file=@/home/user1/Desktop/test.jpg" \
-F "message_body="`;

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['haptik'], tls: true });
	folder = await mkdtemp(join(tmpdir(), 'haptik-curl-'));
	await writeFile(join(folder, 'authority.pem'), sandbox.certificate ?? '');
	await writeFile(join(folder, 'test.jpg'), JPEG);
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
	await sandbox.stop();
	await rm(folder, { recursive: true });
});

/** Runs the sample as a shell would, with only its placeholders and its sample file filled in. */
async function run(values: Record<string, string>): Promise<unknown> {
	const filled = SAMPLE.replace(/<(\w+)>/g, (_placeholder, name: string) => values[name]);
	const command = filled.replace('/home/user1/Desktop/test.jpg', join(folder, 'test.jpg'));
	const env = { ...process.env, CURL_CA_BUNDLE: join(folder, 'authority.pem'), NO_PROXY: '*', no_proxy: '*' };
	const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
	return JSON.parse(stdout);
}

const values = () => {
	const { url, keys } = sandbox.vendors.haptik;
	return {
		BASE_URL: new URL(url).host,
		TOKEN: keys.token,
		CLIENT_ID: keys.clientId,
		AUTH_ID: 'cust_1',
		BUSINESS_ID: keys.businessId,
	};
};

it("the vendor page's own command uploads a file over https", async () => {
	const { haptik } = sandbox.vendors;
	haptik.state.users.set('cust_1', { auth_id: 'cust_1' });
	expect(await run(values())).toEqual({
		message_id: expect.any(Number),
		message_body: '',
		created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
		message_type: 1,
		file_url: expect.stringMatching(/\.jpg$/),
	});
	const [{ file, fact }] = haptik.store.held('file');
	expect(fact).toMatchObject({ auth_id: 'cust_1', business_id: 7104 });
	expect(haptik.store.file(file?.sha256 ?? '')).toEqual(JPEG);
});

it("the vendor page's two error answers come as printed there", async () => {
	expect(await run(values())).toEqual({ error_message: 'user is not registered' });
	expect(await run({ ...values(), TOKEN: 'wrong' })).toEqual({
		error_message: 'invalid authorization details',
	});
});
