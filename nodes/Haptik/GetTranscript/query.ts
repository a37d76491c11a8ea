import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import type { Account } from '../api';
import { readBusinessId } from '../fields';

/**
 * What a transcript is asked for by: of Haptik's two groups of parameters one alone, and whole.
 * https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio
 */
export interface TranscriptQuery {
	business_id?: string;
	user_name?: string;
	pxut?: string;
	conversation_no: number;
	limit?: number;
	response_type: string;
}

/** The query of one item. @throws Failure when a field cannot be sent as it is */
export function transcriptQuery(fields: Fields, account: Pick<Account, 'credentials'>): TranscriptQuery {
	const ofDesk = fields.choice('identifyBy') === 'pxut';
	const user = ofDesk
		? { pxut: fields.id('pxut') }
		: { business_id: readBusinessId(fields, account), user_name: fields.id('userName') };
	return given({
		...user,
		conversation_no: fields.whole('conversationNo'),
		limit: fields.collection('options').optionalWhole('limit', { min: 1 }),
		response_type: fields.choice('responseType'),
	});
}
