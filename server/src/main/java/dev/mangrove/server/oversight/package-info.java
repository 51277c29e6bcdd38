/// The auditor's pages: who did what, in sentences; whether the log is whole; what is worth a question.
///
/// Apart from `audit` itself, which people and their sign-in stand on: these pages need both.
@NullMarked
package dev.mangrove.server.oversight;

import org.jspecify.annotations.NullMarked;
