import type { FastifyReply, FastifyRequest } from 'fastify';

import type { MultipartBody } from '../multipart';
import type { FilePart } from '../store';
import { checkAccess, checkBusinessAndUser, refuse, refuseWithPage } from './checks';
import { log } from './messages';
import type { HaptikWorld } from './world';

const EXTENSIONS: Record<string, string[]> = {
	'1': ['jpg', 'jpeg', 'png', 'gif'],
	'52': ['docx', 'doc', 'pdf', 'xls', 'xlsx', 'csv'],
};

const FIRST_BYTES: Array<{ hex: string; extensions: string[] }> = [
	{ hex: 'ffd8ff', extensions: ['jpg', 'jpeg'] },
	{ hex: '89504e470d0a1a0a', extensions: ['png'] },
	{ hex: '474946383', extensions: ['gif'] },
	{ hex: '25504446', extensions: ['pdf'] },
	{ hex: '504b0304', extensions: ['docx', 'xlsx'] },
	{ hex: 'd0cf11e0a1b11ae1', extensions: ['doc', 'xls'] },
];

/**
 * `POST /v1.0/log_file_from_user/`: an image or document that the user sent, one per request, as multipart.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api
 */
export async function logFile(request: FastifyRequest, reply: FastifyReply, world: HaptikWorld) {
	checkAccess(request, world);
	const { settings } = world;
	const { multipart } = request.call;
	if (!multipart || multipart.problem) return refuse(settings.badRequestStatus, 'invalid request body');
	const { auth_id, business_id, message_type, message_body } = readFields(multipart, world);
	checkBusinessAndUser({ businessId: Number(business_id), authId: auth_id }, world);
	const file = theFile(multipart, world);
	if (file.size > settings.fileLimit) refuseWithPage(settings.tooLargeStatus, 'Request Entity Too Large');
	const extension = checkedExtension(file, message_type, world);
	const answer = log(
		{
			auth_id,
			business_id: Number(business_id),
			message_type: Number(message_type),
			message_body,
			file_url: `https://assets.haptikapi.com/content/${file.sha256.slice(0, 20)}.${extension}`,
		},
		world,
		file,
	);
	return await reply.code(settings.uploadStatus).send(answer);
}

function readFields({ fields, duplicates }: MultipartBody, { settings }: HaptikWorld) {
	const { auth_id = '', business_id = '', message_type = '', message_body = '' } = fields;
	const repeated = duplicates.find((name) => name !== 'file');
	if (repeated !== undefined) refuse(settings.badRequestStatus, `${repeated}: given twice`);
	if (auth_id === '') refuse(settings.badRequestStatus, 'auth_id: missing');
	if (!/^\d+$/.test(business_id)) refuse(settings.badRequestStatus, 'business_id: must be numeric');
	return { auth_id, business_id, message_type, message_body };
}

function theFile({ files }: MultipartBody, { settings }: HaptikWorld): FilePart {
	const [file, ...more] = files;
	const usable = file && more.length === 0 && file.part === 'file' && file.fileName && file.size > 0;
	return usable ? file : refuse(settings.badRequestStatus, 'file missing');
}

function checkedExtension(file: FilePart, messageType: string, { settings, store }: HaptikWorld): string {
	const extension = /\.([^.]+)$/.exec(file.fileName ?? '')?.[1].toLowerCase() ?? '';
	const start = store.file(file.sha256)?.toString('hex', 0, 8) ?? '';
	const content = FIRST_BYTES.find(({ hex }) => start.startsWith(hex));
	const contradicted = settings.checkFirstBytes && content && !content.extensions.includes(extension);
	if (!EXTENSIONS[messageType]?.includes(extension) || contradicted) {
		refuse(settings.badRequestStatus, 'unsupported file type');
	}
	return extension;
}
