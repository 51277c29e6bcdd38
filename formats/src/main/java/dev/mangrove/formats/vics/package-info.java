/// VICS (Project VIC data model) 1.x and 2.0, hash lists and cases, in and out.
///
/// Source: the OData model `CEModel` of VICS 2.0 and the habits of its public writers.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.vics;
