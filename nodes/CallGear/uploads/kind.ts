import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { RequestOptions } from '../../engine/options';
import type { Hints } from '../meanings';
import type { Ready } from './ready';

/** What an upload is of, as texts name one of it and several. */
export interface Words {
	one: string;
	many: string;
}

/** Something in the input that is still to be read, with the items it is made of. */
export interface Found {
	items: number[];
}

/** All that the input holds. */
export interface Input<One extends Found> {
	found: One[];
	/** Items in which nothing stands. */
	empty: number[];
}

/** What is uploaded: CallGear takes lists of it, each whole or not at all. */
export interface Kind<One extends Found = Found> extends Words {
	/** e.g. `upload.chats` */
	method: string;
	/** What the field for an own ID (`ext_id`) is called. */
	ownId: string;
	/** The member of the params that holds the list. */
	list: string;
	/** What CallGear's refusals mean for the method. */
	hints: Hints;
	/** The node's fields. */
	properties: readonly INodeProperties[];
	/** @throws Failure when a field that has to be right for any of it is not */
	find(context: IExecuteFunctions): Input<One> | Promise<Input<One>>;
	/**
	 * Reads and checks one, with the account that it goes to.
	 *
	 * @param request how requests are sent
	 * @throws Failure when something of it, the options or the credential cannot be used
	 */
	read(context: IExecuteFunctions, found: One, request: RequestOptions): Promise<Ready>;
}
