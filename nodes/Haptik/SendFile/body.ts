import type { Fields } from '../../engine/fields';
import type { CheckedFile } from './checkFile';

/** The parts of the form of one file, in the order of Haptik's list. https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api */
export interface FileMessage {
	auth_id: string;
	business_id: string;
	message_type: string;
	message_body: string;
	file: CheckedFile;
}

/**
 * The messages of one item, one for each file. The text goes with the first; it is sent even when it is empty, as in Haptik's own sample.
 *
 * @throws Failure when a field cannot be sent as it is
 */
export function fileMessages(fields: Fields, businessId: string, files: CheckedFile[]): FileMessage[] {
	const text = fields.optionalText('text') ?? '';
	return files.map((file, index) => ({
		auth_id: fields.id('authId'),
		business_id: businessId,
		message_type: file.messageType,
		message_body: index === 0 ? text : '',
		file,
	}));
}
