import type { IDataObject } from 'n8n-workflow';

import type { Target } from '../answers';
import type { Account } from '../api';

/** Something that is ready to be uploaded, such as a chat. */
export interface Ready {
	/** As CallGear takes it. */
	body: IDataObject;
	/** Size of its JSON. */
	bytes: number;
	/** The input items that it was made of. */
	items: number[];
	/** Where it goes: with an expression in the credential, the items of a run can go to several. */
	account: Account;
	/** The customer that an agent uploads it for. */
	userId?: number;
	/** Its own ID, or one made of what it is: what tells it from all others. */
	mark: string;
	/** What the output shows of it beside its ID. */
	shown: IDataObject;
	/** What CallGear would take, but nobody can have meant. */
	warnings(): string[];
	/** The place in which the user entered what a refusal points at. */
	labelOf(target: Target): string | undefined;
}
