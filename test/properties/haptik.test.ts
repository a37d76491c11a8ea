import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';

import { Fields } from '../../nodes/engine/fields';
import { type UploadFile, uploadForm } from '../../nodes/engine/upload';
import { fileMessages } from '../../nodes/Haptik/SendFile/body';
import { checkFile, type FileRules } from '../../nodes/Haptik/SendFile/checkFile';
import { properties as sendFile } from '../../nodes/Haptik/SendFile/properties';
import { userBody, userField } from '../../nodes/Haptik/user';
import { type Sandbox, startSandbox } from '../../sandbox';
import { contextOf } from '../engine/context';
import { Comparison } from './agreement';
import { anyText, holds, mostly } from './check';
import { postForm } from './http';

const LIMIT_MB = 1;
const AUTH_ID = 'cust_1';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({
		vendors: ['haptik'],
		// The bytes of these files are zeros, whatever their names say
		settings: { haptik: { fileLimit: LIMIT_MB * 1_000_000, checkFirstBytes: false } },
	});
	sandbox.vendors.haptik.state.users.set(AUTH_ID, { auth_id: AUTH_ID });
});
afterAll(async () => await sandbox.stop());

const headers = () => {
	const { token, clientId } = sandbox.vendors.haptik.keys;
	return { Authorization: `Bearer ${token}`, 'client-id': clientId };
};

async function refusalOf(answer: { status: number; text: string }): Promise<string | undefined> {
	return await Promise.resolve(answer.status < 300 ? undefined : answer.text);
}

interface Draft {
	fileName: string;
	mimeType: string;
	size: number;
	kind: FileRules['kind'];
	caption: string;
}

const ENDINGS = ['jpg', 'jpeg', 'png', 'gif', 'docx', 'doc', 'pdf', 'xls', 'xlsx', 'csv'];
const TYPES = [
	'image/jpeg',
	'image/png',
	'image/gif',
	'application/pdf',
	'application/msword',
	'text/csv',
	'application/vnd.ms-excel',
	'application/octet-stream',
	'text/plain',
	'video/mp4',
	'',
];

const draft: fc.Arbitrary<Draft> = fc.record({
	fileName: fc
		.tuple(
			anyText({ minLength: 1, maxLength: 20 }),
			fc.oneof(
				fc.constantFrom(...ENDINGS, 'JPG', 'Pdf'),
				fc.constantFrom('mp4', 'exe', 'jpg.exe', '', 'tar.gz'),
			),
		)
		.map(([stem, ending]) => (ending === '' ? stem : `${stem}.${ending}`)),
	mimeType: fc.constantFrom(...TYPES),
	size: fc.oneof(
		{ weight: 20, arbitrary: fc.constantFrom(0, 1, 1000) },
		{ weight: 1, arbitrary: fc.constantFrom(1_000_000, 1_000_001) },
	),
	kind: fc.constantFrom('auto', 'auto', 'image', 'document'),
	caption: anyText({ maxLength: 20 }),
});

const fileOf = ({ fileName, mimeType, size }: Draft): UploadFile => ({
	fileName,
	mimeType,
	size,
	open: async function* () {
		yield await Promise.resolve(Buffer.alloc(size));
	},
});

describe('files', () => {
	it('that pass the checks are taken by Haptik, and those that do not are not', async () => {
		const comparison = new Comparison<Draft>({
			build: (input) => {
				const rules: FileRules = { field: 'File', kind: input.kind, maxMegabytes: LIMIT_MB };
				const fields = Fields.of({ authId: AUTH_ID, text: input.caption }, sendFile);
				const [message] = fileMessages(fields, '7104', [checkFile(fileOf(input), rules)]);
				return uploadForm(Object.entries(message));
			},
			unchecked: (input) => {
				const image = /\.(jpe?g|png|gif)$/i.test(input.fileName);
				const kind = input.kind === 'auto' ? (image ? 'image' : 'document') : input.kind;
				return uploadForm([
					['auth_id', AUTH_ID],
					['business_id', '7104'],
					['message_type', kind === 'image' ? '1' : '52'],
					['message_body', input.caption],
					['file', fileOf(input)],
				]);
			},
			refusal: async (form) => {
				const { url } = sandbox.vendors.haptik;
				return await refusalOf(
					await postForm(`${url}/v1.0/log_file_from_user/`, form as FormData, headers()),
				);
			},
			differences: [
				{
					words: /by its MIME type but/,
					because:
						'Haptik goes by the name alone; a file whose type says something else is most likely the wrong one.',
				},
			],
		});
		await holds(draft, async (input) => await comparison.compare(input), 600);
		comparison.expectAllSeen();
	});
});

const properties: INodeProperties[] = [userField({})];

const details = fc.record(
	{
		name: mostly(anyText()),
		email: mostly(anyText()),
		mobileNo: mostly(fc.stringMatching(/^\d{10}$/)),
		languageCode: mostly(fc.constantFrom('en', 'hi', 'EN ', 'english', 'e')),
		phoneModel: mostly(anyText()),
		osVersion: mostly(fc.constantFrom('14', 17)),
		packageName: mostly(anyText()),
		customData: mostly(
			fc.dictionary(anyText(), fc.oneof(anyText(), fc.integer(), fc.boolean(), fc.constant(null))),
		),
	},
	{ requiredKeys: [] },
);

const NAMES: Record<string, string> = {
	mobileNo: 'mobile_no',
	languageCode: 'language_code',
	phoneModel: 'phone_model',
	osVersion: 'os_version',
	packageName: 'package_name',
	customData: 'custom_data',
};

describe('users', () => {
	it('that pass the checks can be registered, and those that do not cannot', async () => {
		const comparison = new Comparison<object>({
			build: (input) => {
				const { context } = contextOf({ items: [{ userDetails: input }] });
				return userBody('cust_2', Fields.ofItem(context, 0, properties).collection('userDetails'));
			},
			unchecked: (input) => ({
				auth_id: 'cust_2',
				...Object.fromEntries(Object.entries(input).map(([name, value]) => [NAMES[name] ?? name, value])),
			}),
			refusal: async (body) => {
				const answer = await fetch(`${sandbox.vendors.haptik.url}/v1.0/user/`, {
					method: 'POST',
					headers: { ...headers(), 'content-type': 'application/json' },
					body: JSON.stringify(body),
				});
				return await refusalOf({ status: answer.status, text: await answer.text() });
			},
			differences: [],
		});
		await holds(details, async (input) => await comparison.compare(input), 800);
		comparison.expectAllSeen();
	});
});
