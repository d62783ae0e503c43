/**
 * First names common in the United Kingdom, without those that are also words, months or places
 * (Grace, Mark, Will, June, Victoria, Jordan): a capital after one of these is likely a person's surname.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'Aaron Abdul Abigail Adam Adele Adrian Agnes Ahmed Aidan Aisha Alan Alastair Alex Alexander Alexandra Alfie ' +
    'Ali Alice Alicia Alison Alistair Amanda Amber Amelia Amir Amy Andrea Andrew Angela Angus Anita Ann Anna Anne ' +
    'Annette Anthony Antonia Arthur Asha Ashley Audrey Barbara Barry Beatrice Becky Ben Benjamin Bernard Beth ' +
    'Bethany Beverley Brenda Brian Bridget Bruce Bryan Callum Cameron Carl Carol Caroline Carolyn Catherine Cathy ' +
    'Cecilia Charles Charlie Charlotte Cheryl Chloe Chris Christina Christine Christopher Claire Clare Clive ' +
    'Colin Connor Craig Daisy Damian Daniel Danielle Darren Dave David Dawn Debbie Deborah Denise Dennis Derek ' +
    'Diana Diane Dominic Donald Donna Doris Dorothy Douglas Duncan Dylan Edward Eileen Elaine Eleanor Elizabeth ' +
    'Ella Ellen Ellie Emily Emma Eric Esther Ethan Eva Evelyn Fatima Felicity Fiona Frances Francesca Francis ' +
    'Frederick Gareth Gary Gavin Gemma George Georgina Gerald Geraldine Gillian Gina Gordon Graeme Graham Greg ' +
    'Gregory Gwen Hannah Harriet Harry Hassan Hayley Hazel Heather Helen Henry Holly Howard Hugh Ian Ibrahim ' +
    'Imogen Imran Ingrid Irene Isaac Isabel Isabella Isla Ivan Jacob Jacqueline Jake James Jamie Jane Janet ' +
    'Janice Jasmine Jason Jayne Jean Jeff Jeffrey Jenna Jennifer Jenny Jeremy Jessica Jill Jim Joan Joanna Joanne ' +
    'Joe Joel John Jon Jonathan Joseph Josephine Joshua Joyce Judith Judy Julia Julian Julie Juliet Karen Karl ' +
    'Kate Katherine Kathleen Kathryn Katie Kay Keith Kelly Ken Kenneth Kerry Kevin Khalid Kieran Kim Kirsty Kyle ' +
    'Laura Lauren Lawrence Leah Leanne Len Leonard Lesley Leslie Lewis Liam Linda Lindsay Lisa Liz Lorraine Louis ' +
    'Louise Lucy Luke Lydia Lynn Lynne Maddie Malcolm Marcus Margaret Maria Marian Marie Marilyn Marion Martha ' +
    'Martin Martyn Mary Matt Matthew Maureen Maurice Max Megan Mehmet Melanie Melissa Michael Michelle Mike ' +
    'Miriam Mohammed Moira Molly Monica Muhammad Nadia Nancy Naomi Natalie Natasha Nathan Neil Niall Nicholas ' +
    'Nick Nicola Nicole Nigel Nina Noel Nora Norman Oliver Olivia Oscar Owen Pamela Patricia Patrick Paul Paula ' +
    'Pauline Penelope Penny Peter Philip Philippa Phillip Phoebe Phyllis Priya Rachael Rachel Ralph Ravi Raymond ' +
    'Rebecca Rhys Richard Rita Robert Roberta Robin Roger Ronald Rory Rosalind Rosemary Ross Roy Russell Ruth ' +
    'Ryan Sally Sam Samantha Samuel Sandra Sanjay Sara Sarah Scott Sean Shannon Sharon Sheila Shirley Sian Simon ' +
    'Sophia Sophie Stacey Stanley Stella Stephanie Stephen Steve Steven Stewart Stuart Sunita Susan Susie Suzanne ' +
    'Suzy Sylvia Tamsin Tania Tanya Tara Terence Teresa Terry Theresa Thomas Tim Timothy Tina Toby Tom Tony ' +
    'Tracey Tracy Trevor Una Valerie Vanessa Vera Veronica Vicki Vicky Victor Vincent Violet Vivien Wayne Wendy ' +
    'William Yasmin Yusuf Yvonne Zara Zoe'
  ).split(' '),
);
