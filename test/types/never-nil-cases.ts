/** A handler of test/lambdas-types-never-nil, and why it can answer null or not. */
export interface NilCase {
  /** Its folder and its name as Go prints it. */
  readonly handler: string
  readonly because: string
}

type Reasons = Readonly<Record<string, string>>

function inFolder(folder: string, reasons: Reasons): NilCase[] {
  return Object.entries(reasons).map(([name, because]) => {
    return { handler: `${folder} ${/[.]/.test(name) ? name : `main.${name}`}`, because }
  })
}

/** Of which it is proved. */
export const neverNull: readonly NilCase[] = [
  ...inFolder('values', {
    addressOfLiteral: 'the address of a literal',
    newValue: 'new(T)',
    addressOfVariable: 'the address of a variable',
    sliceLiteral: 'an empty slice is not nil',
    namedSlice: 'an empty slice of a type with a name',
    madeMap: 'make',
    converted: 'a conversion of what is not nil',
    collected: 'made before the loop that appends to it',
    appended: 'append with an element, even to nil',
    variable: 'a variable of which every assignment is not nil',
    setInBothBranches: 'set in both branches of an if',
    wrapping: 'whatever the fields of its type can be',
    '(*nevernil/shop.Till).Add': 'a method of another package that gives an address',
  }),
  ...inFolder('errs', {
    made: 'errors.New and fmt.Errorf',
    joined: 'errors.Join of one error at least',
    ofOwnType: 'an error of a type of its own, pointer or not',
    typedNil: 'a nil pointer in an error is an error',
    sentinels: "errors that packages hold, the standard library's too",
    fromHelper: 'a function of which every return is an error',
    guarded: 'if err != nil',
    guardedAtOnce: 'if err := f(); err != nil && …, and both elses',
    guardedByReturn: 'if err == nil returned before',
    told: 'errors.As, errors.Is of an error, a case err != nil',
    wrapped: 'reassigned in between, but to an error',
  }),
  ...inFolder('calls', {
    passedOn: 'what a function gives of which it is proved',
    checked: 'the result of such a call after its error was checked',
    bothGiven: 'both results of such a call, the error wrapped',
    checkedByResult: 'checked for nil itself',
    errorForNil: 'where the result of such a call is nil its error is not',
    byMethod: 'a method of a known type',
    byGeneric: 'a generic function',
    'main.generic[...]': 'a generic handler',
    'main.main.func1': 'a closure',
    'main.till.Add': 'a method value',
  }),
  ...inFolder('flow', {
    loop: 'a loop with continue, then an error',
    fallback: 'the default of a switch without err == nil',
    tagged: 'switch err with a case nil',
    selected: 'each clause of a select',
    typeSwitch: 'each clause of a type switch',
    stops: 'panic, log.Fatal and os.Exit do not return',
    labelled: 'break and continue with a label change nothing',
    swappedInLoop: 'two variables that are not nil swapped in a loop',
  }),
  ...inFolder('results', {
    named: 'named results that are set where it returns without values',
    namedAndGiven: 'named results that are returned by name',
    unlocks: "defers what cannot recover: the standard library's, a cancel of context, a literal without recover",
  }),
]

/** Of which it is not proved, mostly because it is not so. */
export const maybeNull: readonly NilCase[] = [
  ...inFolder('values', {
    bareNil: 'nil, nil',
    unset: 'a variable without a value',
    typedNil: 'a conversion of nil',
    setInOneBranch: 'set in one branch alone',
    collectedFromNil: 'appended to nil in a loop that may not run',
    appendedNothing: 'append of a slice that may be empty',
    fieldOfEvent: 'a field of the event',
    fromMap: 'an element of a map',
    clearedByMethod: 'a method on its address, taken silently',
    clearedByAddress: 'its address is handed on',
    clearedByClosure: 'a closure assigns to it',
    shadowed: 'what is set is another variable of that name',
    pointerToSlice: 'the slice it points to is nil',
    pointerToPointer: 'the pointer it points to is nil',
    rangedKey: 'a range sets it to a key',
    writtenAsNull: 'the type it points to writes null itself',
  }),
  ...inFolder('errs', {
    unguarded: 'an error that may be nil',
    joinedOfMaybe: 'errors.Join of nothing but what may be nil',
    joinedOfMany: 'errors.Join of a list',
    clearedSentinel: 'an error variable that its package sets to nil',
    sharedSentinel: 'an error variable whose address is known elsewhere',
    unsetSentinel: 'an error variable without a value',
    isOfUnset: 'errors.Is(nil, nil) is true',
    shadowed: 'the error that was checked is another of that name',
    shadowedWithin: 'the error that is returned is another of that name',
    reassigned: 'the error is assigned between check and return',
    reassignedByClosure: 'a closure clears the error between check and return',
    wrongWay: 'err == nil',
    either: 'err != nil || …',
    otherError: 'another error was checked',
    asField: 'an error in a field',
  }),
  ...inFolder('calls', {
    passedOnMaybe: 'what a function gives that gives nil, nil',
    checkedMaybe: 'its error is checked, its result may be nil all the same',
    reassigned: 'the result is replaced by that of another call',
    errorReplaced: 'the error that is checked is that of another call',
    unchecked: 'the error is not looked at',
    ownMethod: 'a method that gives a field',
    byInterface: 'a method of an interface',
    byVariable: 'a call of a variable',
    recursive: 'it calls itself',
    unread: 'a function whose code is not read',
    'main.zero[...].handle': 'a variable of a type parameter',
    sameName: 'a local interface of the same name as a type with that method',
    'main.store.embedded': 'a method of an embedded interface',
  }),
  ...inFolder('flow', {
    rotatedInLoop: 'a nil comes by way of others in a loop',
    lastOfLoop: 'the loop may not run, or ends with nil',
    secondRound: 'nil from the second round on',
    declaredInLoop: 'a variable of a loop is new in each round',
    jumps: 'goto',
    fallsThrough: 'fallthrough passes by the condition',
    breaksOut: 'break leaves the switch before it is set again',
    breaksOutOfLabel: 'break with a label does',
    severalOfCase: 'the other condition of the case may be the true one',
    received: 'received in a select',
    noClause: 'no clause of the switch may fit',
    twiceAtOnce: 'swapped with a nil',
  }),
  ...inFolder('results', {
    bare: 'named results that are not set',
    changedByDefer: 'a deferred literal clears the result',
    errorChangedByDefer: 'a deferred literal clears the error',
    changedByAddress: 'a deferred call has its address',
    recovers: 'after recover its results are zero',
    recoversByName: 'a deferred function recovers',
    recoversByVariable: 'what is deferred is a variable',
    recoversBelow: 'what it calls recovers',
    recoverDeferred: 'recover itself is deferred',
    '(*main.service).unknownDefer': "what is deferred is an interface's",
  }),
]
