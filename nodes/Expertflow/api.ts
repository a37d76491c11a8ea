import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { HttpAnswer } from '../engine/answer';
import { type HttpRequest, readCredential, request, type Signer } from '../engine/http';
import type { RequestOptions } from '../engine/options';
import { type UploadFile, uploadForm } from '../engine/upload';
import { type Address, addressOf, type Component, publicFileEngineUrl, secretsOf, VENDOR } from './account';
import { jsonOf } from './answers';
import { type Delivery, readDelivery } from './ccm';
import { downloadRefusal, readUpload, type StoredFile } from './fileEngine';
import { downloadUrl } from './mediaUrl';

/** An installation of Expertflow, as the node's credential describes it. */
export interface Installation {
	/** Where each component is reached, and which of the credential's fields said so. */
	addresses: Record<Component, Address>;
	/** The address of a stored file as agents reach it. */
	mediaUrl(name: string): string;
	call: Pick<HttpRequest, 'vendor' | 'signer' | 'allowUnauthorizedCerts'>;
	/** What no output may repeat. */
	secrets: string[];
}

/**
 * Reads the credential.
 *
 * @param secrets values of the node's own fields that no error may repeat
 * @throws Failure when one of its fields is no address
 */
export async function readInstallation(
	context: IExecuteFunctions,
	{ itemIndex }: RequestOptions,
	secrets: string[] = [],
): Promise<Installation> {
	const credentials = await readCredential(context, 'expertflowApi', itemIndex);
	const publicUrl = publicFileEngineUrl(credentials);
	return {
		addresses: { fileEngine: addressOf('fileEngine', credentials), ccm: addressOf('ccm', credentials) },
		mediaUrl: (name) => downloadUrl(publicUrl, name),
		call: {
			vendor: VENDOR,
			signer: signerOf(credentials, secrets),
			allowUnauthorizedCerts: credentials.allowUnauthorizedCerts === true,
		},
		secrets: [...secretsOf(credentials), ...secrets],
	};
}

/** What a call gave, and the whole of its answer. */
export interface Answered<T> {
	value: T;
	/** Undefined where it was no JSON. */
	answer: unknown;
}

const answered = <T>(answer: HttpAnswer, value: T): Answered<T> => ({ value, answer: jsonOf(answer) });

function lookAt({ field }: Address): string {
	return `Check "${field}" in the credential: the path may be wrong.`;
}

/** Only Keycloak's tokens can be renewed; with any other credential n8n would just repeat what was refused. */
function signerOf({ authentication }: ICredentialDataDecryptedObject, secrets: string[]): Signer {
	return {
		type: 'expertflowApi',
		secrets: (credentials) => [...secretsOf(credentials), ...secrets],
		...(authentication === 'keycloak' ? { renewOn: [401] } : {}),
	};
}

/**
 * `POST /file-engine/api/uploadFileStream`: stores one file. The page calls `conversationId` a query parameter, the vendor's own clients send it in the
 * form, so it goes both ways; in the form before the file, for servers that read in order.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 *
 * @throws Failure when it was refused, or nobody can tell
 */
export async function uploadFileStream(
	context: IExecuteFunctions,
	{ call, addresses }: Installation,
	{ file, conversationId }: { file: UploadFile; conversationId: string },
	options: RequestOptions,
): Promise<Answered<StoredFile>> {
	const upload: HttpRequest = {
		...call,
		method: 'POST',
		url: `${addresses.fileEngine.url}/api/uploadFileStream`,
		qs: { conversationId },
		body: uploadForm([
			['conversationId', conversationId],
			['file', file],
		]),
		effect: 'writes',
	};
	return await request(context, upload, options, (answer) =>
		answered(answer, readUpload(answer, lookAt(addresses.fileEngine))),
	);
}

/**
 * Lets the file engine fetch a file itself. Its page prints neither path nor method.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 *
 * @param path the path below the file engine's address
 * @throws Failure when it was refused, or nobody can tell
 */
export async function uploadFileFromUrl(
	context: IExecuteFunctions,
	{ call, addresses }: Installation,
	{ path, order }: { path: string; order: IDataObject },
	options: RequestOptions,
): Promise<Answered<StoredFile>> {
	const upload: HttpRequest = {
		...call,
		method: 'POST',
		url: `${addresses.fileEngine.url}/${path}`,
		body: order,
		effect: 'writes',
	};
	const remedy = `${lookAt(addresses.fileEngine)} The vendor does not print the path of this call: ask the operator for it and enter it under Options > Upload Path.`;
	return await request(context, upload, options, (answer) => answered(answer, readUpload(answer, remedy)));
}

/**
 * `GET /file-engine/api/downloadFileStream?filename=`: a stored file's bytes, uncompressed so that their number can be checked.
 * https://docs.expertflow.com/cx/4.10/cim-media-messages
 *
 * @param keep reads the stream; its failures are repeated like those of the request
 * @throws Failure when there is no such file, or it could not be read
 */
export async function downloadFileStream<T>(
	context: IExecuteFunctions,
	{ call, addresses }: Installation,
	name: string,
	options: RequestOptions,
	keep: (answer: HttpAnswer<unknown>) => Promise<T>,
): Promise<T> {
	const download = {
		...call,
		method: 'GET',
		url: downloadUrl(addresses.fileEngine.url, name),
		headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
		read: 'stream',
		effect: 'reads',
	} as const;
	return await request(context, download, options, async (answer) => {
		const failure = downloadRefusal(answer, name, lookAt(addresses.fileEngine));
		if (failure) throw failure;
		return await keep(answer);
	});
}

/**
 * `POST /ccm/message/receive`: one message of a customer.
 * https://docs.expertflow.com/cx-knowledgebase/latest/cx-voice-onboarding-guide-complete
 *
 * @throws Failure when it was refused or not delivered, or nobody can tell
 */
export async function receiveMessage(
	context: IExecuteFunctions,
	{ call, addresses }: Installation,
	message: IDataObject,
	options: RequestOptions,
): Promise<Answered<Delivery>> {
	const send: HttpRequest = {
		...call,
		method: 'POST',
		url: `${addresses.ccm.url}/message/receive`,
		body: message,
		effect: 'writes',
	};
	return await request(context, send, options, (answer) =>
		answered(answer, readDelivery(answer, lookAt(addresses.ccm))),
	);
}
